import { createContext } from 'react'

/** Whether what is below is shown to be read alone, without what makes Claude go on or changes the chat. */
export const ReadingOnly = createContext(false)
