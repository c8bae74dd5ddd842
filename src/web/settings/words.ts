import { catalogue, plural } from '../language/language.ts'
import { count, numeral } from '../words.ts'

/** What clearing does, as values that a sentence is made of. */
export interface ClearingInWords {
  readonly trigger: { readonly kind: 'input_tokens' | 'tool_uses'; readonly value: number }
  readonly keep: number
  readonly clearAtLeast: number
  readonly excludeTools: readonly string[]
}

export const words = catalogue('settings', {
  title: 'Settings',
  about: 'They hold for the whole workspace. A chat can differ: see Chat settings in its menu.',
  parts: 'Parts of the settings',
  part: {
    hosts: 'Hosts',
    answers: 'Answers',
    prompt: 'System prompt',
    context: 'Context editing',
    spending: 'Spending',
    memories: 'Memories and people',
    care: 'Care',
    forgetting: 'Forgetting',
    look: 'Pace and look',
  },
  prompt: {
    label: 'Shared system prompt',
    about:
      'Every chat follows it, from its next message on, unless it has a prompt of its own. It tells Claude to look into memory first and how to keep it.',
    changed: 'The shared system prompt was changed.',
    undo: 'Undo',
    discard: 'Discard',
    save: 'Save prompt',
  },
  look: {
    pace: 'Pace of the rehearsal model',
    paceAbout: 'How long it waits between the pieces of its reply. A real Claude has its own pace.',
    paces: { 0: 'As fast as can be', 8: 'Quick', 14: 'Human', 40: 'Slow, for showing' },
    milliseconds: (n: number) => `${n} ms`,
    theme: 'Theme',
    here: 'Kept in this browser.',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
    language: 'Language',
    languageAbout: 'Of this interface, in this browser. Claude answers in the language it is asked in.',
    direction: 'Direction of writing',
    directionAbout: 'Which side things begin at. Kept in this browser.',
    directions: { auto: 'As the language has it', ltr: 'From left to right', rtl: 'From right to left' },
  },
  summingUp: 'Summing up',
  chat: {
    title: 'Chat settings',
    about: (name: string) => `Only for ${name}.`,
    changed: (name: string) => `The settings of ${name} were changed.`,
    follows: 'Follows the workspace.',
    followsNot: 'Does not follow the workspace.',
    host: 'Host',
    hostAbout: (name: string) => `The workspace uses ${name}.`,
    asWorkspace: 'As the workspace',
    unusable: (name: string) => `${name} (cannot be used)`,
    model: 'Model',
    modelAbout: (model: string) => `The host's own is ${model}. Switching in the middle of a chat works.`,
    hostsOwn: "The host's own",
    modelAgeing: (name: string, status: 'deprecated' | 'retired') => `${name} (${status})`,
    thinking: 'Thinking of its own',
    compaction: 'Summing up of its own',
    prompt: 'A system prompt of its own',
    promptFollows: 'Follows the shared prompt in Settings.',
    promptFollowsNot: 'Does not follow the shared prompt.',
    promptText: 'System prompt of this chat',
    savePrompt: 'Save prompt',
    context: 'Context editing of its own',
    memories: 'Memories that Claude has here',
    memoriesAbout: (people: string | null) =>
      people === null
        ? 'Claude may do in them what all who have spoken here may.'
        : `Claude may do in them what all who have spoken here may: ${people}.`,
    mayNotRead: (people: string, _many: boolean) => `${people} may not read it.`,
    writes: 'Claude reads and writes it.',
    reads: 'Claude reads it.',
  },
  clearing: {
    clear: 'Clear old tool results',
    clearAbout:
      'When a conversation grows long, the oldest results of looking into memory leave what Claude sees. They stay visible to you, and memory keeps the facts.',
    presets: 'Presets',
    preset: {
      demo: { name: 'For a demo', about: 'Clears early, so that one can see it happen.' },
      work: {
        name: 'For real work',
        about: 'Clears late and keeps the newest, which is easy on the cache.',
      },
    },
    trigger: 'Begin when there are more than',
    unit: 'Unit of the trigger',
    units: { input_tokens: 'input tokens', tool_uses: 'tool uses' },
    keep: 'Always keep the newest',
    keepAbout: 'Tool uses that are never cleared.',
    least: 'Clear at least',
    leastAbout: 'Tokens. Less is not worth a new cache; 0 for no minimum.',
    except: 'Never clear these tools',
    exceptAbout: 'Names, with commas between them. Empty: none.',
    inputs: 'Clear what Claude asked, too',
    inputsAbout:
      'Also takes the inputs of the calls, such as the text of a document it wrote, not only the results.',
    save: 'Save context editing',
    tryAbout:
      'What other values would have taken out of a chat, and what that would have saved, can be tried without changing anything.',
    tryOn: (chat: string) => `Try on ${chat}…`,
    off: 'Nothing is cleared: Claude sees every tool result until the conversation is full.',
    sentence: ({ trigger, keep, clearAtLeast, excludeTools }: ClearingInWords) => {
      const unit = trigger.kind === 'input_tokens' ? 'input tokens' : 'tool uses'
      const kept = keep === 0 ? 'none is kept' : `the newest ${keep} ${plural(keep, 'is', 'are')} kept`
      const least = clearAtLeast > 0 ? `, if that frees ${count(clearAtLeast, 'token')} or more` : ''
      const except = excludeTools.length > 0 ? ` Results of ${excludeTools.join(', ')} stay.` : ''
      return `Above ${numeral(trigger.value)} ${unit}, the oldest tool results are cleared${least}; ${kept}.${except}`
    },
    thinking: 'Clear old thinking',
    thinkingAbout:
      'Where the host can: the thinking of older replies leaves what Claude sees. It stays visible to you. Off: the model keeps what it likes.',
    thinkingKept: 'Keep the thinking of the newest replies',
  },
})
export type SettingsWords = ReturnType<typeof words>
