/** What `trouble/` says, in German. */
export const trouble = {}
