/** What `settings/` says, in German. */
export const settings = {}
