/** What a shell has to run once, so that `marquee` is completed; each asks `marquee complete -- <words>`. */
export const completionScripts = {
  // A colon ends a word for bash otherwise, and `group:floor2` has one.
  bash: `COMP_WORDBREAKS=\${COMP_WORDBREAKS//:}
_marquee() {
  local IFS=$'\\n'
  COMPREPLY=($(marquee complete -- "\${COMP_WORDS[@]:1:$COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _marquee marquee`,
  zsh: `#compdef marquee
_marquee() {
  local -a candidates
  candidates=("\${(@f)$(marquee complete -- "\${(@)words[2,$CURRENT]}" 2>/dev/null)}")
  compadd -a candidates
}
compdef _marquee marquee`,
  fish: `complete -c marquee -f -a '(set -l words (commandline -opc) (commandline -ct); marquee complete -- $words[2..-1] 2>/dev/null)'`,
} as const

export type Shell = keyof typeof completionScripts
