# ask.bash SCRIPT PROGRAM WORDS: what bash would offer for the last word.
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_frontsigner
printf '%s\n' "${COMPREPLY[@]}"
