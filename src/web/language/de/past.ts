/** What `past/` says, in German. */
export const past = {}
