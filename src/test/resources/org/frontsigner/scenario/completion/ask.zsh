# ask.zsh SCRIPT PROGRAM WORDS: what zsh's own functions are given for the last word; they can only run within a line editor.
compadd() { shift; print -rl -- "$@" }
_describe() { print -rl -- ${${(P)2}%%:*} }
_files() { print -rl -- *(N) }
source "$1"
shift
words=("$@")
CURRENT=$#
_frontsigner
