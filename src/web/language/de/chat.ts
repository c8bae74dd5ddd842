/** What `chat/` says, in German. */
export const chat = {}
