import type { JobState, MESSAGE_LANGUAGES } from '../../contracts';

export type Language = (typeof MESSAGE_LANGUAGES)[number];

/** What a mail is told in; `panel` has words of its own, in the panel's files. */
export interface MailWords {
  states: Partial<Record<JobState, string>>;
  /** A test run: it is checked, and nothing waits. */
  tested: string;
  hello: string;
  counts: Record<string, string>;
  open: string;
  why: string;
  test: { subject: string; text: string };
}

const EN: MailWords = {
  states: { validated: 'waits for your go', completed: 'completed', 'completed-with-errors': 'completed with errors', failed: 'failed', undone: 'was taken back' },
  tested: 'was checked; it was a test, and nothing is imported',
  hello: 'The import “{name}” {state}.',
  counts: {
    rows: 'Rows', created: 'Created', updated: 'Updated', merged: 'Merged', deleted: 'Deleted', unchanged: 'Already up to date', skipped: 'Skipped', held: 'Held for review', invalid: 'With errors', failed: 'Failed', notProcessed: 'Not processed',
    create: 'To create', update: 'To update', merge: 'To merge', delete: 'To delete', skip: 'To skip', hold: 'Held for review', reversed: 'Taken back', kept: 'Kept, at least in part', cannot: 'Cannot be taken back',
  },
  open: 'Open the import',
  why: 'You get this e-mail because you asked for it when you started the import.',
  test: { subject: 'Test of notifications', text: 'E-mails about your imports will reach you at this address.' },
};

const FR: MailWords = {
  states: { validated: 'attend votre accord', completed: 'est terminé', 'completed-with-errors': 'est terminé avec des erreurs', failed: 'a échoué', undone: 'a été défait' },
  tested: 'a été vérifié ; c’était un essai, rien n’est importé',
  hello: 'L’import « {name} » {state}.',
  counts: {
    rows: 'Lignes', created: 'Créés', updated: 'Mis à jour', merged: 'Fusionnés', deleted: 'Supprimés', unchanged: 'Déjà à jour', skipped: 'Ignorés', held: 'En attente d’une décision', invalid: 'Avec erreurs', failed: 'En échec', notProcessed: 'Non traités',
    create: 'À créer', update: 'À mettre à jour', merge: 'À fusionner', delete: 'À supprimer', skip: 'À ignorer', hold: 'En attente d’une décision', reversed: 'Défaits', kept: 'Conservés, au moins en partie', cannot: 'Impossibles à défaire',
  },
  open: 'Ouvrir l’import',
  why: 'Vous recevez ce message parce que vous l’avez demandé en lançant l’import.',
  test: { subject: 'Test des notifications', text: 'Les messages sur vos imports vous parviendront à cette adresse.' },
};

const CS: MailWords = {
  states: { validated: 'čeká na vaše potvrzení', completed: 'je dokončen', 'completed-with-errors': 'je dokončen s chybami', failed: 'selhal', undone: 'byl vzat zpět' },
  tested: 'byl zkontrolován; byla to zkouška, nic se neimportuje',
  hello: 'Import „{name}“ {state}.',
  counts: {
    rows: 'Řádky', created: 'Vytvořeno', updated: 'Aktualizováno', merged: 'Sloučeno', deleted: 'Smazáno', unchanged: 'Už aktuální', skipped: 'Přeskočeno', held: 'Čeká na rozhodnutí', invalid: 'S chybami', failed: 'Selhalo', notProcessed: 'Nezpracováno',
    create: 'K vytvoření', update: 'K aktualizaci', merge: 'Ke sloučení', delete: 'Ke smazání', skip: 'K přeskočení', hold: 'Čeká na rozhodnutí', reversed: 'Vráceno', kept: 'Ponecháno, alespoň zčásti', cannot: 'Nelze vrátit',
  },
  open: 'Otevřít import',
  why: 'Tuto zprávu dostáváte, protože jste o ni při spuštění importu požádali.',
  test: { subject: 'Zkouška oznámení', text: 'Zprávy o vašich importech vám přijdou na tuto adresu.' },
};

const WORDS: Record<Language, MailWords> = { en: EN, fr: FR, cs: CS };

/** By an administrator's preferred language (`fr`, `cs-CZ`); English where we have no other. */
export const wordsFor = (preferred: string | null | undefined): MailWords => WORDS[(preferred ?? 'en').slice(0, 2).toLowerCase() as Language] ?? EN;
