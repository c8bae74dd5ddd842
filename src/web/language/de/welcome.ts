/** What `welcome/` says, in German. */
export const welcome = {}
