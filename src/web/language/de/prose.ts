/** What `prose/` says, in German. */
export const prose = {}
