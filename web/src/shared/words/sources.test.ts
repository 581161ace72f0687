import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const spoken = new Set(['label', 'title', 'placeholder', 'alt', 'description', 'aria-label', 'error', 'summary', 'heading'])

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|gen|d)\.tsx?$/.test(file))
  .map((file) => join(root, file))

function bareStrings(file: string, text = readFileSync(file, 'utf8')): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const note = (node: ts.Node, words: string) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    if (/\p{L}{2,}/u.test(words)) found.push(`${relative(root, file)}:${line} ${words.trim()}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text)
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteralLike(node.expression) && !ts.isJsxAttribute(node.parent))
      note(node, node.expression.text)
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer
      if (value && ts.isStringLiteralLike(value)) note(node, value.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('no screen says anything that is not in a catalogue', () => {
  expect(files.filter((file) => file.endsWith('.tsx')).flatMap((file) => bareStrings(file))).toEqual([])
})

test('the search for bare strings finds them', () => {
  expect(bareStrings('a.tsx', 'const a = <p title="Some words">More {"and more"}</p>')).toHaveLength(3)
})

test('a catalogue holds nothing that nobody says', () => {
  const unused = files
    .filter((file) => file.endsWith('words.ts'))
    .flatMap((file) => {
      const folder = file.slice(0, file.lastIndexOf('/'))
      const room = files.filter((other) => other.startsWith(folder) && other !== file).map((other) => readFileSync(other, 'utf8'))
      const keys = [...readFileSync(file, 'utf8').matchAll(/^ {2}'?([\w.-]+)'?:/gm)].map((match) => match[1]!)
      return keys.filter((key) => !said(key, room)).map((key) => `${relative(root, file)} ${key}`)
    })
  expect(unused).toEqual([])
})

/** Keys like `stage.open` are also said as t(`stage.${stage}`). */
function said(key: string, room: string[]): boolean {
  const family = key.includes('.') ? `\`${key.slice(0, key.lastIndexOf('.') + 1)}\${` : undefined
  return room.some((text) => text.includes(`'${key}'`) || (family !== undefined && text.includes(family)))
}

test('imports run from app to features to shared, and features do not know each other', () => {
  const wrong = files.flatMap((file) => {
    const [floor, room] = relative(root, file).split('/')
    return [...readFileSync(file, 'utf8').matchAll(/from '@\/([^']+)'|import\('@\/([^']+)'\)/g)]
      .map((match) => (match[1] ?? match[2])!)
      .filter((target) => {
        const [itsFloor, itsRoom] = target.split('/')
        if (floor === 'shared') return itsFloor !== 'shared'
        if (floor === 'features') return itsFloor === 'app' || (itsFloor === 'features' && itsRoom !== room)
        return false
      })
      .map((target) => `${relative(root, file)} -> ${target}`)
  })
  expect(wrong).toEqual([])
})

test('nothing climbs out of its room by a relative path', () => {
  const climbing = files.filter((file) => {
    const depth = relative(root, file).startsWith('features') ? 3 : 2
    const inside = relative(root, file).split('/').length - depth
    return new RegExp(`from '(\\.\\./){${inside + 1},}`).test(readFileSync(file, 'utf8'))
  })
  expect(climbing.map((file) => relative(root, file)).filter((file) => !file.startsWith('main'))).toEqual([])
})
