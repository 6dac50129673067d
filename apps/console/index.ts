// Building it, for whoever serves it
export { buildConsole, consoleFolder } from './build.ts'
