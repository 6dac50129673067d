// Shell completion, derived from the declarations: command names, then each command's options; files elsewhere.

import type { Command } from './command.ts'
import { SHARED_OPTIONS } from './parse.ts'

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

export function completionScript(shell: Shell, commands: readonly Command[]): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](commands)
}

const optionsOf = (command: Command) => [...(command.options ?? []), ...SHARED_OPTIONS]

const firstWords = (commands: readonly Command[]): string[] => [
  ...new Set(commands.map(({ name }) => name.split(' ')[0]!)),
]

const secondWords = (commands: readonly Command[], first: string): string[] =>
  commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name.split(' ')[1]!)

function bashScript(commands: readonly Command[]): string {
  const cases = commands.map(
    (command) =>
      `    '${command.name}') words='${optionsOf(command)
        .map((option) => `--${option.name}`)
        .join(' ')}' ;;`,
  )
  const groups = firstWords(commands)
    .filter((first) => secondWords(commands, first).length > 0)
    .map((first) => `    '${first}') words='${secondWords(commands, first).join(' ')}' ;;`)
  return `# manumit completion bash > ~/.local/share/bash-completion/completions/manumit
_manumit() {
  local current="\${COMP_WORDS[COMP_CWORD]}" first="\${COMP_WORDS[1]}" second="\${COMP_WORDS[2]}" words=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${firstWords(commands).join(' ')}'
  elif [[ "$current" == -* ]]; then
    case "$first $second" in
${cases.filter((line) => line.includes(' ') && /^ {4}'\S+ \S+'/.test(line)).join('\n')}
    *) case "$first" in
${cases.filter((line) => /^ {4}'\S+'/.test(line)).join('\n')}
    esac ;;
    esac
  elif [ "$COMP_CWORD" -eq 2 ]; then
    case "$first" in
${groups.join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -o filenames -F _manumit manumit
`
}

function zshScript(commands: readonly Command[]): string {
  return `#compdef manumit
# manumit completion zsh > "\${fpath[1]}/_manumit"
autoload -U +X bashcompinit && bashcompinit
${bashScript(commands)}`
}

function fishScript(commands: readonly Command[]): string {
  const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const lines = commands.flatMap((command) => {
    const [first, second] = command.name.split(' ') as [string, string?]
    const seen = second
      ? `__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}`
      : `__fish_seen_subcommand_from ${first}`
    const name = second
      ? `complete -c manumit -n ${quote(`__fish_seen_subcommand_from ${first}`)} -a ${second} -d ${quote(command.summary)}`
      : `complete -c manumit -n __fish_use_subcommand -a ${first} -d ${quote(command.summary)}`
    return [
      name,
      ...optionsOf(command).map(
        (option) =>
          `complete -c manumit -n ${quote(seen)} -l ${option.name}${option.short ? ` -s ${option.short}` : ''}${option.value ? ' -r' : ''} -d ${quote(option.summary)}`,
      ),
    ]
  })
  const groups = firstWords(commands)
    .filter((first) => !commands.some((command) => command.name === first))
    .map((first) => `complete -c manumit -n __fish_use_subcommand -a ${first}`)
  return `# manumit completion fish > ~/.config/fish/completions/manumit.fish\n${[...groups, ...lines].join('\n')}\n`
}
