import './styles.css'
import 'virtual:theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { translate } from './shared/words/catalogue'
import { language } from './shared/words/language'
import { App } from './app/App'

if (language === 'de') translate((await import('./app/german')).german)
document.documentElement.lang = language

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
