// The command line as declarations: what help, completion and the reference page are derived from
export type { Argument, Command, Example, ExitCode, Option, Topic } from './command.ts'
export { EXIT_CODES, TOPICS } from './command.ts'
export { commands } from './commands.ts'
export { SHARED_OPTIONS } from './parse.ts'
