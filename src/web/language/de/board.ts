/** What `board/` says, in German. */
export const board = {}
