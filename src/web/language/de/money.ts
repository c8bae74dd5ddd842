/** What `money/` says, in German. */
export const money = {}
