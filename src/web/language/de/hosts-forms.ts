import type { FieldWords, FormsWords } from '../../hosts/words-forms.ts'

const field = (label: string, help = ''): FieldWords => ({ label, help })

const models = (help: string) =>
  field(
    'Modelle',
    `Kennungen mit Kommas dazwischen; die erste antwortet, wenn ein Chat nichts anderes sagt. ${help}`,
  )

const gateway = field(
  'Adresse',
  'Nur für ein eigenes Gateway. Lass sie leer, um mit dem Host selbst zu sprechen.',
)

const awsRegion = field('Region', 'Wo die Modelle für dein Konto freigegeben sind.')

const AWS_KEYS = {
  profile: field(
    'AWS-Profil',
    'Sein Name in ~/.aws auf der Maschine, auf der Commonplace läuft. Ohne Profil sucht AWS in seiner üblichen Reihenfolge nach Zugangsdaten.',
  ),
  accessKeyId: field('Kennung des Zugangsschlüssels', 'Nur zusammen mit dem geheimen Zugangsschlüssel.'),
  secretAccessKey: field('Geheimer Zugangsschlüssel'),
  sessionToken: field('Sitzungstoken', 'Nur bei befristeten Schlüsseln.'),
}

/** What the forms of hosts say, in German. */
export const hostsForms: FormsWords = {
  anthropic: {
    about: 'Claude von Anthropic selbst, mit einem Schlüssel von platform.claude.com.',
    fields: {
      apiKey: field('API-Schlüssel', 'Schlüssel gibt es auf platform.claude.com.'),
      baseUrl: gateway,
      models: models('Leer: was die Claude API für den Schlüssel aufzählt.'),
    },
  },
  bedrock: {
    about: 'Claude in deinem AWS-Konto, mit AWS-Zugangsdaten oder einem API-Schlüssel für Bedrock.',
    fields: {
      region: awsRegion,
      bearerToken: field(
        'API-Schlüssel für Bedrock',
        'Aus der Konsole von Bedrock. Lass ihn leer, um AWS-Zugangsdaten zu nehmen.',
      ),
      ...AWS_KEYS,
      models: models(
        'Profile (global.…, us.…) und ARNs gehen an InvokeModel, Kennungen ohne Vorsilbe an Mantle.',
      ),
      baseUrl: gateway,
      mantleUrl: field('Adresse von Mantle', 'Nur für ein eigenes Gateway.'),
    },
  },
  aws: {
    about: 'Die eigene Plattform von Anthropic, über AWS gekauft und angemeldet.',
    fields: {
      workspaceId: field('Kennung des Workspace', 'Der Claude-Workspace, der bezahlt, aus der Konsole.'),
      region: awsRegion,
      apiKey: field('API-Schlüssel', 'Lass ihn leer, um mit AWS-Zugangsdaten zu unterschreiben.'),
      ...AWS_KEYS,
      baseUrl: gateway,
      models: models('Leer: was die Plattform aufzählt.'),
    },
  },
  vertex: {
    about: 'Claude in einem Projekt der Google Cloud, über Vertex AI.',
    fields: {
      project: field('Kennung des Projekts'),
      region: field(
        'Region',
        '„global“ hat die neuesten Modelle zuerst; bei „us“ und „eu“ bleiben die Anfragen dort.',
      ),
      serviceAccount: field(
        'Schlüssel eines Dienstkontos',
        'Die ganze JSON-Datei. Lass ihn leer, um die Standard-Zugangsdaten für Anwendungen zu nehmen (gcloud auth application-default login).',
      ),
      accessToken: field(
        'Zugangstoken',
        'Aus gcloud auth print-access-token, um etwas auszuprobieren: Es endet nach einer Stunde.',
      ),
      baseUrl: gateway,
      models: models('Die Google Cloud zählt sie auf diesem Weg nicht auf.'),
    },
  },
  foundry: {
    about: 'Claude, bereitgestellt in einer Foundry-Ressource in Azure.',
    fields: {
      resource: field(
        'Ressource',
        'Ihr Name, aus https://<resource>.services.ai.azure.com. Gib entweder ihn oder die Adresse an.',
      ),
      apiKey: field('API-Schlüssel', 'Einer der beiden Schlüssel der Ressource.'),
      entraToken: field(
        'Entra-Token',
        'Anstelle eines Schlüssels. Es endet nach etwa einer Stunde und ist dann neu einzutragen.',
      ),
      baseUrl: gateway,
      models: models('Die Namen deiner Bereitstellungen; Foundry zählt sie auf diesem Weg nicht auf.'),
    },
  },
  server: {
    name: 'Ein anderer Server',
    about:
      'Jeder Server, der die Messages API spricht: Ollama, llama.cpp, LM Studio, vLLM, LiteLLM, OpenRouter.',
    fields: {
      baseUrl: field('Adresse', 'Wo der Server ist, ohne /v1/messages.'),
      apiKey: field('API-Schlüssel', 'Nur wenn der Server einen verlangt.'),
      models: models('Leer: was der Server aufzählt.'),
    },
  },
}
