// Starts the console in the page.

import { createRoot } from 'react-dom/client'
import { App } from './frame/app.tsx'
import './style/tokens.css'
import './style/base.css'
import './style/frame.css'
import './style/parts.css'
import './style/print.css'

createRoot(document.querySelector('#console')!).render(<App />)
