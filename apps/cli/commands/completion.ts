import { ok } from '@manumit/base'
import { type Command, defineCommand, textValue } from '../command.ts'
import { completionScript, SHELLS, type Shell } from '../completion.ts'

/** Made from the other commands, so that it never names one that is not there. */
export const completionFor = (commands: () => readonly Command[]): Command =>
  defineCommand({
    name: 'completion',
    topic: 'Set-up',
    summary: 'Print a completion script for your shell.',
    arguments: [{ name: 'shell', summary: `one of ${SHELLS.join(', ')}` }],
    examples: [
      {
        run: 'manumit completion bash > ~/.local/share/bash-completion/completions/manumit',
        does: 'for bash',
      },
      { run: 'manumit completion fish > ~/.config/fish/completions/manumit.fish', does: 'for fish' },
    ],
    async run(values, { terminal }) {
      const shell = textValue(values, 'shell') as Shell
      if (!SHELLS.includes(shell))
        return { ok: false, error: { code: 'E_SHELL_UNKNOWN', data: { known: SHELLS.join(', ') } } }
      await terminal.line(completionScript(shell, commands()).trimEnd())
      return ok(0)
    },
  })
