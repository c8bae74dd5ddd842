/** Standards and laws that a design has to answer to, with the controls we put into one. Not legal advice. */

export interface Standard {
  readonly name: string
  readonly controls: readonly string[]
}

const STANDARDS: readonly { pattern: RegExp; name: (text: string) => string; controls: readonly string[] }[] =
  [
    {
      pattern: /\bSOC[\s-]?2(?:\s+Type\s+(?:II|I|2|1))?\b/i,
      name: (text) =>
        `SOC 2${/type\s+(?:ii|2)/i.test(text) ? ' Type II' : /type\s+(?:i|1)/i.test(text) ? ' Type I' : ''}`,
      controls: [
        'Single sign-on with a second factor; access reviewed every quarter (CC6)',
        'Changes only through reviewed pipelines; every one leaves a trace (CC8)',
        'Central audit log, kept for 12 months, with alerts on what matters (CC7)',
        'Encryption at rest and in transit; keys rotated each year (CC6, confidentiality)',
        'Backups restored in a drill before each wave (availability)',
      ],
    },
    {
      pattern: /\bHIPAA\b/i,
      name: () => 'HIPAA',
      controls: [
        'Business associate agreement with every provider that touches health data',
        'Health data in its own accounts, encrypted, with access logged and kept for six years',
        'Smallest necessary access, by role; emergency access is recorded',
      ],
    },
    {
      pattern: /\bGDPR\b/i,
      name: () => 'GDPR',
      controls: [
        'Personal data stays in EU regions; transfers only by contract',
        'Record of processing, data processing agreements, and a tested way to export and erase',
        'Data protection impact assessment before the first wave',
      ],
    },
    {
      pattern: /\bPCI[\s-]?DSS\b|\bPCI\b(?!e)/i,
      name: () => 'PCI DSS',
      controls: [
        'Card data in a segment of its own; everything else never sees a card number (tokens)',
        'Quarterly scans and a yearly penetration test of that segment',
        'Web application firewall in front of every payment page',
      ],
    },
    {
      pattern: /\bISO(?:\/IEC)?\s?-?27001\b/i,
      name: () => 'ISO 27001',
      controls: [
        'Risk register and statement of applicability, owned by name',
        'Asset inventory fed by the cloud accounts themselves',
        'Internal audit after the second wave',
      ],
    },
    {
      pattern: /\bFedRAMP(?:\s+(?:High|Moderate|Low))?\b/i,
      name: (text) => text.replace(/fedramp/i, 'FedRAMP'),
      controls: [
        'Government regions and authorised services only',
        'Continuous monitoring with monthly reports',
      ],
    },
    {
      pattern: /\bHITRUST\b/i,
      name: () => 'HITRUST',
      controls: ['Controls mapped to the HITRUST CSF and assessed once a year'],
    },
    {
      pattern: /\bSOX\b/,
      name: () => 'SOX',
      controls: ['Separation of duties for everything that feeds financial reports'],
    },
    {
      pattern: /\bCCPA\b/i,
      name: () => 'CCPA',
      controls: ['A tested way to show, export and erase a consumer’s data'],
    },
    {
      pattern: /\bNIS\s?2\b/i,
      name: () => 'NIS2',
      controls: ['Incident reports within 24 hours, with an on-call rota'],
    },
    {
      pattern: /\bDORA\b/,
      name: () => 'DORA',
      controls: ['Register of providers, exit plans and resilience tests'],
    },
    {
      pattern: /\bTISAX\b/i,
      name: () => 'TISAX',
      controls: ['Assessment level agreed and evidence collected per site'],
    },
    {
      pattern: /\bNIST\s?(?:800-53|800-171|CSF)?\b/i,
      name: (text) => text.toUpperCase(),
      controls: ['Controls mapped to the named NIST catalogue'],
    },
  ]

/** Standards named in a text, in the order of our table. `text` is how they are written there. */
export function findStandards(text: string): readonly (Standard & { readonly text: string })[] {
  return STANDARDS.flatMap(({ pattern, name, controls }) => {
    const match = pattern.exec(text)
    return match === null ? [] : [{ name: name(match[0]), text: match[0], controls }]
  })
}
