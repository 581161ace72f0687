import { fileURLToPath } from 'node:url'
import { convertCssVariables, defaultCssVariablesResolver, deepMerge, DEFAULT_THEME, mergeMantineTheme } from '@mantine/core'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { shades, theme } from './src/app/theme.ts'

/**
 * The theme's variables as a style sheet of their own. Mantine would write them into an inline `<style>` at run time,
 * which `style-src 'self'` forbids.
 */
function themeAsCss(): Plugin {
  const name = 'virtual:theme.css'
  return {
    name: 'theme-as-css',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null
      const whole = mergeMantineTheme(DEFAULT_THEME, theme)
      const variables = deepMerge(defaultCssVariablesResolver(whole), shades(whole))
      const schemes = { variables: {}, light: { '--mantine-color-scheme': 'light' }, dark: { '--mantine-color-scheme': 'dark' } }
      return convertCssVariables(variables) + convertCssVariables(schemes)
    },
  }
}

export default defineConfig({
  plugins: [react(), themeAsCss()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    manifest: true,
    assetsInlineLimit: 0,
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': process.env.JARVIS_URL ?? 'http://localhost:3001' } },
})
