/** What `shell/` says, in German. */
export const shell = {}
