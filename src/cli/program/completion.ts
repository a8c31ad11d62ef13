import type { Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { writeStdout } from '../output/write-output.ts';

/** An option or command, as completions need it. */
interface Entry {
  /** Names as typed: "-o" and "--output". */
  names: string[];
  description: string;
  /** What follows the option: nothing, one of some words, a file, or any text. */
  value: 'none' | 'file' | 'text' | readonly string[];
}

/** A command and its options. */
interface CommandEntry {
  name: string;
  description: string;
  options: Entry[];
  /** The words that its first argument is chosen from; undefined for files. */
  words?: readonly string[];
}

const WRITERS = { bash: writeBash, zsh: writeZsh, fish: writeFish } as const;

/** Prints the completion script of a shell. Throws {@link UsageError} for an unknown shell. */
export async function printCompletion(program: Command, shell: string): Promise<void> {
  const shells = Object.keys(WRITERS);
  const write = Object.entries(WRITERS).find(([name]) => name === shell)?.[1];
  if (!write) throw new UsageError(`there is no completion for "${shell}": use ${shells.join(', ')}`);
  const commands = program.commands.map((command) => describeCommand(command, shells));
  const names = commands.map(({ name }) => name);
  commands.push({ name: 'help', description: 'display help for command', options: [], words: names });
  await writeStdout([`${write(commands)}\n`]);
}

function describeCommand(command: Command, shells: string[]): CommandEntry {
  const options = command.options.filter(({ hidden }) => !hidden).map(describeOption);
  options.push({ names: ['-h', '--help'], description: 'display help for command', value: 'none' });
  const entry = { name: command.name(), description: command.description(), options };
  const words = command.name() === 'completion' ? shells : command.registeredArguments[0]?.argChoices;
  return words ? { ...entry, words } : entry;
}

function describeOption(option: Option): Entry {
  const { short, long, description, argChoices, required, flags } = option;
  const names = [short, long].filter((name) => name !== undefined);
  // A list of choices in the description of an option of the library, such as "light" or "dark".
  const quoted = /\(("[^"]+"(?: or "[^"]+")+)[;)]/.exec(description)?.[1];
  const choices = argChoices ?? (quoted ? [...quoted.matchAll(/"([^"]+)"/g)].map(([, choice]) => choice!) : undefined);
  const isFile = /<(?:file|input)/.test(flags);
  return { names, description, value: required ? (choices ?? (isFile ? 'file' : 'text')) : 'none' };
}

/** Quotes a text for a shell. */
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

const listNames = (entries: readonly Entry[]) => entries.flatMap(({ names }) => names);

function writeBash(commands: readonly CommandEntry[]): string {
  const cases = commands.map(({ name, options, words }) => {
    const values = options
      .filter(({ value }) => value !== 'none')
      .map(
        ({ names, value }) =>
          `        ${names.join('|')}) ${Array.isArray(value) ? `choices=${quote(value.join(' '))}` : value === 'file' ? 'kind=file' : 'kind=text'} ;;`,
      );
    return `    ${name})
      options=${quote(listNames(options).join(' '))}
      words=${quote(words?.join(' ') ?? '')}
      case "$previous" in
${values.join('\n')}
        *) ;;
      esac ;;`;
  });
  return `# papergraph completion for bash: source <(papergraph completion bash)
_papergraph() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="\${COMP_WORDS[1]}" options='' words='' choices='' kind=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${quote([...commands.map(({ name }) => name), '-v', '--version', '-h', '--help'].join(' '))} -- "$current"))
    return
  fi
  case "$command" in
${cases.join('\n')}
    *) return ;;
  esac
  if [ -n "$choices" ]; then
    COMPREPLY=($(compgen -W "$choices" -- "$current"))
  elif [ "$kind" = text ]; then
    return
  elif [ -z "$kind" ] && [ "\${current#-}" != "$current" ]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [ -z "$kind" ] && [ -n "$words" ] && [ "$COMP_CWORD" -eq 2 ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    compopt -o filenames 2>/dev/null
    local IFS=$'\\n'
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -F _papergraph papergraph`;
}

/** Escapes a description for the brackets of zsh's _arguments. */
const escapeZsh = (text: string) => text.replace(/[[\]:\\]/g, '\\$&');

function writeZsh(commands: readonly CommandEntry[]): string {
  const list = commands.map(({ name, description }) => `    ${quote(`${name}:${description.replaceAll(':', '\\:')}`)}`);
  const cases = commands.map(({ name, options, words }) => {
    const specs = options.flatMap(({ names, description, value }) => {
      const action = Array.isArray(value)
        ? `:value:(${value.join(' ')})`
        : { none: '', file: ':file:_files', text: ':value: ' }[value as 'none'];
      return names.map((flag) => `        ${quote(`*${flag}[${escapeZsh(description)}]${action}`)}`);
    });
    const rest = words ? `'1:value:(${words.join(' ')})' '*:file:_files'` : `'*:file:_files'`;
    return `    ${name})
      _arguments -s \\
${specs.join(' \\\n')} \\
        ${rest} ;;`;
  });
  return `#compdef papergraph
# papergraph completion for zsh: source <(papergraph completion zsh), or save it as _papergraph in a directory of $fpath
_papergraph() {
  local -a commands=(
${list.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _arguments '(-v --version)'{-v,--version}'[print the version]' '(-h --help)'{-h,--help}'[display help]'
    return
  fi
  local command="\${words[2]}"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
if [[ "\${funcstack[1]}" == _papergraph ]]; then
  _papergraph "$@"
else
  compdef _papergraph papergraph
fi`;
}

function writeFish(commands: readonly CommandEntry[]): string {
  const lines = [
    '# papergraph completion for fish: papergraph completion fish | source',
    'complete -c papergraph -n __fish_use_subcommand -s v -l version -d "print the version"',
    'complete -c papergraph -s h -l help -d "display help"',
  ];
  for (const { name, description, options, words } of commands) {
    lines.push(`complete -c papergraph -f -n __fish_use_subcommand -a ${name} -d ${quoteFish(description)}`);
    const condition = `-n ${quoteFish(`__fish_seen_subcommand_from ${name}`)}`;
    const before = `-n ${quoteFish(`__fish_seen_subcommand_from ${name}; and test (count (commandline -opc)) -eq 2`)}`;
    if (words) lines.push(`complete -c papergraph -f ${before} -a ${quoteFish(words.join(' '))}`);
    for (const { names, description, value } of options.filter(({ names }) => !names.includes('--help'))) {
      const flags = names
        .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
        .join(' ');
      const action = Array.isArray(value)
        ? ` -x -a ${quoteFish(value.join(' '))}`
        : { none: '', file: ' -r', text: ' -x' }[value as 'none'];
      lines.push(`complete -c papergraph ${condition} ${flags}${action} -d ${quoteFish(description)}`);
    }
  }
  return lines.join('\n');
}

const quoteFish = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
