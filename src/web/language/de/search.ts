/** What `search/` says, in German. */
export const search = {}
