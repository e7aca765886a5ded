import type { IssueCode, IssueParams } from './issues';

export const MESSAGE_LANGUAGES = ['en', 'fr', 'cs'] as const;
export type MessageLanguage = (typeof MESSAGE_LANGUAGES)[number];

/** `{max}` is a parameter of the issue; a part in square brackets is left out when one of its parameters is missing. */
type Messages = readonly [en: string, fr: string, cs: string];

/** The one place where issues are put into words: errors.csv, the panel and the command line all read it. */
const MESSAGES: Record<IssueCode, Messages> = {
  'file.empty': ['The file is empty.', 'Le fichier est vide.', 'Soubor je prázdný.'],
  'file.no-rows': ['The file has a header but no rows.', 'Le fichier a un en-tête, mais aucune ligne de données.', 'Soubor má záhlaví, ale žádné řádky.'],
  'file.not-csv': ['The file is not a CSV file.', 'Le fichier n’est pas un fichier CSV.', 'Soubor není ve formátu CSV.'],
  'file.spreadsheet': ['This is a spreadsheet. Save it as CSV UTF-8 first.', 'C’est un classeur. Enregistrez-le d’abord au format CSV UTF-8.', 'Toto je sešit tabulkového procesoru. Uložte ho nejprve jako CSV UTF-8.'],
  'file.too-large': ['The file is too large[ (at most {max} bytes)].', 'Le fichier est trop volumineux[ ({max} octets au plus)].', 'Soubor je příliš velký[ (nejvýše {max} bajtů)].'],
  'file.too-many-columns': ['The file has too many columns[ (at most {max})].', 'Le fichier a trop de colonnes[ ({max} au plus)].', 'Soubor má příliš mnoho sloupců[ (nejvýše {max})].'],
  'file.too-many-rows': ['The file has too many rows[ (at most {max})].', 'Le fichier a trop de lignes[ ({max} au plus)].', 'Soubor má příliš mnoho řádků[ (nejvýše {max})].'],
  'file.encoding-guessed': ['The encoding was guessed[: {encoding}]. Check the accents.', 'L’encodage a été deviné[ : {encoding}]. Vérifiez les accents.', 'Kódování bylo odhadnuto[: {encoding}]. Zkontrolujte diakritiku.'],
  'file.encoding-unknown': ['The encoding could not be recognised. Choose it.', 'L’encodage n’a pas pu être reconnu. Choisissez-le.', 'Kódování se nepodařilo rozpoznat. Zvolte ho.'],
  'file.rows-ragged': ['[{rows} ]rows have another number of cells than the header.', '[{rows} ]lignes n’ont pas autant de cellules que l’en-tête.', 'Řádky s jiným počtem buněk než záhlaví[: {rows}].'],
  'header.duplicate': ['Another column has the same name.', 'Une autre colonne porte le même nom.', 'Stejný název má i jiný sloupec.'],
  'header.blank': ['The column has no name.', 'La colonne n’a pas de nom.', 'Sloupec nemá název.'],
  'zip.invalid': ['The zip file is damaged.', 'Le fichier zip est endommagé.', 'Soubor zip je poškozený.'],
  'zip.encrypted': ['The zip file is protected by a password.', 'Le fichier zip est protégé par un mot de passe.', 'Soubor zip je chráněn heslem.'],
  'zip.empty': ['The zip file is empty.', 'Le fichier zip est vide.', 'Soubor zip je prázdný.'],
  'zip.no-csv': ['The zip file holds no CSV file.', 'Le fichier zip ne contient aucun fichier CSV.', 'Soubor zip neobsahuje žádný soubor CSV.'],
  'zip.nested': ['The zip file holds another archive.', 'Le fichier zip contient une autre archive.', 'Soubor zip obsahuje další archiv.'],
  'zip.unsafe-name': ['An entry of the zip file has an unsafe name.', 'Une entrée du fichier zip a un nom dangereux.', 'Položka v souboru zip má nebezpečný název.'],
  'zip.duplicate-name': ['Two entries of the zip file have the same name.', 'Deux entrées du fichier zip portent le même nom.', 'Dvě položky v souboru zip mají stejný název.'],
  'zip.symlink': ['The zip file holds a link.', 'Le fichier zip contient un lien.', 'Soubor zip obsahuje odkaz.'],
  'zip.too-many-entries': ['The zip file has too many entries[ (at most {max})].', 'Le fichier zip a trop d’entrées[ ({max} au plus)].', 'Soubor zip má příliš mnoho položek[ (nejvýše {max})].'],
  'zip.ratio': ['The zip file inflates too much[ (at most {max} times)].', 'Le fichier zip se décompresse démesurément[ ({max} fois au plus)].', 'Soubor zip se při rozbalení příliš zvětší[ (nejvýše {max}krát)].'],
  'zip.overlap': ['Entries of the zip file overlap.', 'Des entrées du fichier zip se chevauchent.', 'Položky v souboru zip se překrývají.'],
  'zip.mixed-columns': ['The CSV files in the zip do not have the same columns.', 'Les fichiers CSV du zip n’ont pas les mêmes colonnes.', 'Soubory CSV v archivu zip nemají stejné sloupce.'],
  'zip.entry-ignored': ['An entry of the zip file was ignored, because it is no CSV file.', 'Une entrée du fichier zip a été ignorée : ce n’est pas un fichier CSV.', 'Položka v souboru zip byla přeskočena, protože není CSV.'],
  'row.column-count': ['The row has another number of cells than the header[: {found} instead of {expected}].', 'La ligne n’a pas autant de cellules que l’en-tête[ : {found} au lieu de {expected}].', 'Řádek má jiný počet buněk než záhlaví[: {found} místo {expected}].'],
  'row.empty': ['The row is empty.', 'La ligne est vide.', 'Řádek je prázdný.'],
  'quote.unclosed': ['A quotation mark is not closed.', 'Un guillemet n’est pas fermé.', 'Uvozovky nejsou uzavřeny.'],
  'encoding.invalid': ['The row holds bytes that are not text in the encoding of the file.', 'La ligne contient des octets qui ne sont pas du texte dans l’encodage du fichier.', 'Řádek obsahuje bajty, které v kódování souboru nejsou textem.'],
  'cell.nul-byte': ['The cell holds a NUL character.', 'La cellule contient un caractère NUL.', 'Buňka obsahuje znak NUL.'],
  'cell.too-large': ['The cell is too large[ (at most {max} bytes)].', 'La cellule est trop grande[ ({max} octets au plus)].', 'Buňka je příliš velká[ (nejvýše {max} bajtů)].'],
  'cell.control-characters': ['Control characters were removed.', 'Des caractères de contrôle ont été retirés.', 'Řídicí znaky byly odstraněny.'],
  'cell.bidi-control': ['The text holds invisible characters that change its reading order.', 'Le texte contient des caractères invisibles qui changent le sens de lecture.', 'Text obsahuje neviditelné znaky, které mění směr čtení.'],
  'cell.excel-number': ['A spreadsheet has shortened this number; its last digits are lost.', 'Un tableur a abrégé ce nombre ; ses derniers chiffres sont perdus.', 'Tabulkový procesor číslo zkrátil; poslední číslice jsou ztraceny.'],
  'required.missing': ['A required value is missing[: {field}].', 'Une valeur obligatoire manque[ : {field}].', 'Chybí povinná hodnota[: {field}].'],
  'email.invalid': ['The e-mail address is not valid.', 'L’adresse e-mail n’est pas valide.', 'E-mailová adresa není platná.'],
  'email.mixed-scripts': ['The e-mail address mixes letters of several scripts that look alike; it may imitate another.', 'L’adresse e-mail mélange des lettres d’écritures différentes qui se ressemblent ; elle peut en imiter une autre.', 'E-mailová adresa míchá podobná písmena různých písem; může napodobovat jinou.'],
  'phone.not-normalised': ['The phone number has no international form; it is kept as it is and cannot be matched.', 'Le numéro de téléphone n’a pas de forme internationale ; il est gardé tel quel et ne permet pas de rapprochement.', 'Telefonní číslo nelze převést do mezinárodního tvaru; zůstane, jak je, a nelze podle něj párovat.'],
  'country.unknown': ['The country is not known.', 'Le pays est inconnu.', 'Země není známa.'],
  'enumeration.unknown': ['The value is not one of those allowed[: {allowed}].', 'La valeur n’est pas parmi celles admises[ : {allowed}].', 'Hodnota není mezi povolenými[: {allowed}].'],
  'boolean.invalid': ['The value is neither yes nor no.', 'La valeur n’est ni oui ni non.', 'Hodnota není ani ano, ani ne.'],
  'consent.invalid': ['A consent is TRUE, FALSE or Empty.', 'Une autorisation est TRUE (vrai), FALSE (faux) ou Vide.', 'Souhlas je TRUE (pravda), FALSE (nepravda) nebo Prázdné.'],
  'consent.refusal-stands': ['The person has refused, and an import may not turn that into a yes[: {field}].', 'La personne a refusé, et un import ne peut en faire un accord[ : {field}].', 'Osoba souhlas odmítla a import to nesmí změnit na souhlas[: {field}].'],
  'number.invalid': ['The number is not valid[ ({reason})][ (at most {max})].', 'Le nombre n’est pas valide[ ({reason})][ ({max} au plus)].', 'Číslo není platné[ ({reason})][ (nejvýše {max})].'],
  'date.invalid': ['The date is not valid[ ({reason})].', 'La date n’est pas valide[ ({reason})].', 'Datum není platné[ ({reason})].'],
  'url.invalid': ['The address is not a web address (http or https).', 'L’adresse n’est pas une adresse web (http ou https).', 'Adresa není webová adresa (http nebo https).'],
  'text.too-long': ['The text is too long[ (at most {max} characters)].', 'Le texte est trop long[ ({max} caractères au plus)].', 'Text je příliš dlouhý[ (nejvýše {max} znaků)].'],
  'external-id.too-many': ['The record has too many external IDs[ (at most {max})].', 'La fiche a trop d’identifiants externes[ ({max} au plus)].', 'Záznam má příliš mnoho externích ID[ (nejvýše {max})].'],
  'match.no-identifier': ['The row has nothing to be recognised by; importing it again creates it again.', 'Rien ne permet de reconnaître la ligne ; l’importer à nouveau la créera à nouveau.', 'Řádek nelze podle ničeho poznat; při dalším importu vznikne znovu.'],
  'match.ambiguous': ['Several records match.', 'Plusieurs fiches correspondent.', 'Odpovídá více záznamů.'],
  'mode.create-only': ['The record exists, and this import only creates.', 'La fiche existe, et cet import ne fait que créer.', 'Záznam existuje a tento import pouze vytváří.'],
  'mode.update-only': ['No record matches, and this import only updates.', 'Aucune fiche ne correspond, et cet import ne fait que mettre à jour.', 'Žádný záznam neodpovídá a tento import pouze aktualizuje.'],
  'file.duplicate-row': ['An earlier row of the file concerns the same record[ (row {row})].', 'Une ligne précédente du fichier concerne la même fiche[ (ligne {row})].', 'Téhož záznamu se týká dřívější řádek souboru[ (řádek {row})].'],
  'organization.external-id-missing': ['The organization has a name but no external ID.', 'L’organisation a un nom, mais pas d’identifiant externe.', 'Organizace má název, ale nemá externí ID.'],
  'organization.not-found': ['The organization was not found.', 'L’organisation est introuvable.', 'Organizace nebyla nalezena.'],
  'organization.ambiguous': ['Several organizations match.', 'Plusieurs organisations correspondent.', 'Odpovídá více organizací.'],
  'organization.name-missing': ['The organization is new and has no name.', 'L’organisation est nouvelle et n’a pas de nom.', 'Organizace je nová a nemá název.'],
  'organization.left-blank': ['The organization was not found; the contact is imported without one.', 'L’organisation est introuvable ; le contact est importé sans elle.', 'Organizace nebyla nalezena; kontakt se importuje bez ní.'],
  'external-id.taken': ['Another record has this external ID.', 'Une autre fiche porte cet identifiant externe.', 'Toto externí ID má jiný záznam.'],
  'username.taken': ['Another record has this user name.', 'Une autre fiche porte ce nom d’utilisateur.', 'Toto uživatelské jméno má jiný záznam.'],
  'row.unchanged': ['The record has these values already.', 'La fiche a déjà ces valeurs.', 'Záznam už tyto hodnoty má.'],
  'plan.changed-since': ['The record was changed after validation.', 'La fiche a été modifiée après la validation.', 'Záznam byl po ověření změněn.'],
  'record.deleted-since': ['The record was deleted after validation.', 'La fiche a été supprimée après la validation.', 'Záznam byl po ověření smazán.'],
  'row.crashed': ['The process that imported this row died each time.', 'Le processus qui importait cette ligne s’est arrêté à chaque fois.', 'Proces, který řádek importoval, pokaždé skončil.'],
  'database.refused': ['The database refused the row.', 'La base de données a refusé la ligne.', 'Databáze řádek odmítla.'],
  'job.stopped': ['The import was stopped before this row.', 'L’import a été arrêté avant cette ligne.', 'Import byl zastaven před tímto řádkem.'],
  'match.cluster-too-large': ['The row matches too many records[ ({count}, at most {max})]; it waits for your decision.', 'La ligne correspond à trop de fiches[ ({count}, {max} au plus)] ; elle attend votre décision.', 'Řádek odpovídá příliš mnoha záznamům[ ({count}, nejvýše {max})]; čeká na vaše rozhodnutí.'],
  'match.shared-identifier': ['Many share this e-mail or phone, and nobody with this name has it; the row waits for your decision.', 'Cet e-mail ou ce téléphone est partagé par plusieurs, et personne de ce nom ne l’a ; la ligne attend votre décision.', 'Tento e-mail nebo telefon sdílí více osob a nikdo s tímto jménem ho nemá; řádek čeká na vaše rozhodnutí.'],
  'match.shared-ignored': ['Many share this e-mail or phone: it was not used to find the record.', 'Cet e-mail ou ce téléphone est partagé par plusieurs : il n’a pas servi à trouver la fiche.', 'Tento e-mail nebo telefon sdílí více osob: k vyhledání záznamu nebyl použit.'],
  'match.domain-shared': ['Several organizations have this domain; the row waits for your decision.', 'Plusieurs organisations ont ce domaine ; la ligne attend votre décision.', 'Tuto doménu má více organizací; řádek čeká na vaše rozhodnutí.'],
  'match.decided-gone': ['The record that was chosen for this row no longer exists.', 'La fiche choisie pour cette ligne n’existe plus.', 'Záznam zvolený pro tento řádek už neexistuje.'],
  'file.duplicate-skipped': ['Another row of the file[ ({row})] says the same record: that one was taken.', 'Une autre ligne du fichier[ ({row})] désigne la même fiche : c’est elle qui a été retenue.', 'Tentýž záznam uvádí jiný řádek souboru[ ({row})]: použit byl ten.'],
  'file.duplicate-rejected': ['Another row of the file[ ({row})] says the same record, and the setting rejects duplicates.', 'Une autre ligne du fichier[ ({row})] désigne la même fiche, et le paramètre refuse les doublons.', 'Tentýž záznam uvádí jiný řádek souboru[ ({row})] a nastavení duplicity odmítá.'],
  'row.excluded': ['You excluded this row.', 'Vous avez exclu cette ligne.', 'Tento řádek jste vyřadili.'],
  'action.unknown': ['The action is none of: create, update, upsert, delete, skip.', 'L’action n’est pas l’une de : create, update, upsert, delete, skip.', 'Akce není žádná z: create, update, upsert, delete, skip.'],
  'action.skip': ['The row says that it is to be skipped.', 'La ligne demande à être ignorée.', 'Řádek říká, že se má přeskočit.'],
  'delete.not-found': ['There is nothing to delete: no record matches.', 'Il n’y a rien à supprimer : aucune fiche ne correspond.', 'Není co smazat: neodpovídá žádný záznam.'],
  'delete.not-allowed': ['You may not delete records by import.', 'Vous n’êtes pas autorisé à supprimer des fiches par import.', 'Nemáte oprávnění mazat záznamy importem.'],
  'plan.replanned': ['The record changed since the plan; the row was planned again.', 'La fiche a changé depuis le plan ; la ligne a été replanifiée.', 'Záznam se od plánu změnil; řádek byl naplánován znovu.'],
  'undo.edited-since': ['Somebody changed this since the import: it was kept.', 'Cela a été modifié depuis l’import : la valeur a été conservée.', 'Od importu to někdo změnil: zůstalo zachováno.'],
  'undo.referenced': ['Other records refer to it since: it was kept.', 'D’autres fiches s’y réfèrent depuis : elle a été conservée.', 'Od té doby na něj odkazují jiné záznamy: zůstal zachován.'],
  'undo.deleted-since': ['The record was deleted since the import: it is not brought back.', 'La fiche a été supprimée depuis l’import : elle n’est pas rétablie.', 'Záznam byl od importu smazán: neobnovuje se.'],
  'undo.identifier-taken': ['Another record has this identifier now.', 'Une autre fiche a maintenant cet identifiant.', 'Tento identifikátor má nyní jiný záznam.'],
  'undo.merged-since': ['The record was merged again since the import.', 'La fiche a été de nouveau fusionnée depuis l’import.', 'Záznam byl od importu znovu sloučen.'],
};

/** Values of `params.reason`. */
const REASONS: Readonly<Record<string, Messages>> = {
  ambiguous: ['it can be read in two ways', 'il y a deux lectures possibles', 'lze číst dvěma způsoby'],
  fraction: ['a whole number is needed', 'il faut un nombre entier', 'je třeba celé číslo'],
};

/** The issue in words, for a person. Never decide by this text: the code is what is stable. */
export const describeIssue = (code: IssueCode, params: IssueParams = {}, language: MessageLanguage = 'en'): string => {
  const index = MESSAGE_LANGUAGES.indexOf(language);
  const read = (name: string): string | undefined => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return undefined;
    return name === 'reason' && Object.hasOwn(REASONS, String(value)) ? REASONS[String(value)]?.[index] : String(value);
  };
  const message = MESSAGES[code][index] ?? MESSAGES[code][0];
  return message
    .replace(/\[([^\]]*)\]/g, (_part, inner: string) => ((inner.match(/\{\w+\}/g) ?? []).every((name) => read(name.slice(1, -1)) !== undefined) ? inner : ''))
    .replace(/\{(\w+)\}/g, (_part, name: string) => read(name) ?? '')
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
};
