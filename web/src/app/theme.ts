import { createTheme, type CSSVariablesResolver } from '@mantine/core'

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: 'md',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '700' },
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** Mantine's greys for lesser text stand at 3.3:1 on white; WCAG 2.2 asks for 4.5:1. */
export const shades: CSSVariablesResolver = (whole) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': whole.colors.gray[7],
    '--mantine-color-placeholder': whole.colors.gray[7],
    '--mantine-color-error': whole.colors.red[9],
    '--mantine-color-red-filled': whole.colors.red[9],
    '--mantine-color-red-filled-hover': '#a51111',
    '--mantine-color-red-light-color': '#a51111',
    '--mantine-color-indigo-light-color': '#2b3fb0',
    '--mantine-color-teal-light-color': '#05614a',
    '--mantine-color-orange-light-color': '#8a3a00',
    '--jarvis-page': whole.colors.gray[0],
    '--jarvis-card': '#fff',
    '--jarvis-line': whole.colors.gray[3],
    '--jarvis-field-line': whole.colors.gray[6],
  },
  dark: {
    '--mantine-color-dimmed': whole.colors.dark[1],
    '--mantine-color-placeholder': whole.colors.dark[1],
    '--mantine-color-error': whole.colors.red[4],
    '--mantine-color-red-filled': whole.colors.red[9],
    '--mantine-color-red-filled-hover': whole.colors.red[8],
    '--mantine-color-red-light-color': whole.colors.red[3],
    '--mantine-color-teal-light-color': whole.colors.teal[3],
    '--jarvis-page': whole.colors.dark[8],
    '--jarvis-card': whole.colors.dark[7],
    '--jarvis-line': whole.colors.dark[4],
    '--jarvis-field-line': whole.colors.dark[3],
  },
})
