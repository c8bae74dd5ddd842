/** What `answers/` says, in German. */
export const answers = {}
