import { remember } from './remember.js';

/** The words by which a part of an affiliation is an institution, a department or an address. All of them of folded text. */

/** How strong they are. */
export const UNIVERSITY = 5;
const HOSPITAL = 4;
export const SCHOOL = 3;
const BODY = 2;

const HOSPITAL_WORD =
  /(?:\b(?:hospita[lu]\p{L}*|hopita(?:l|ux)|ospedal\p{L}*|\p{L}*klinik\p{L}*|\p{L}*krankenhaus|\p{L}*spital|sjukhus\p{L}*|\p{L}*sjukhus\p{L}*|sykehus\p{L}*|sygehus\p{L}*|sairaala\p{L}*|ziekenhuis|infirmary|clinics?|clinica|policlinico|hastane\p{L}*|irccs|charite|chu|chru|health (?:system|board|network|care system)|nhs(?: foundation)? trust|\p{L}*medizin (?:berlin|mainz|gottingen|greifswald|rostock|essen)|university medicine)\b|\b(?:medical|medisch|cancer|heart|trauma|burn) (?:cent(?:er|re|rum)s?)\b|医院|病院|醫院|병원|больниц|مستشفى)/u;
export const UNIVERSITY_WORD =
  /\b(?:universi(?!tari|tair)(?!tats(?:klini|spital|medizin|krank))\p{L}*|univ|uniwersytet\p{L}*|univerzi\p{L}*|egyetem\p{L}*|yliopisto\p{L}*|polytechni\p{L}*|politecnic\p{L}*|politechnik\p{L}*|hochschule|institute of technology|eth zurich)\b|大学|大學|대학교|университет|πανεπιστημ|جامعة/u;
const INSTITUTE_WORD =
  /\b(?:institut\p{L}*|istitut\p{L}*|college|colegio|academ(?:y|ia|ie)|akademi\p{L}*|national laborator(?:y|ies)|ecole)\b|学院|學院|研究所|研究院|연구소|институт|معهد/u;
const SCHOOL_WORD =
  /\b(?:schools?|faculty|facult[ae]\p{L}*|faculdade|facultad|cent(?:er|re|ro|rum)s?|zentrum|\p{L}+zentrum|inserm|cnrs|csic|nhs|nih)\b/u;
const BODY_WORD =
  /\b(?:inc|ltd|limited|llc|gmbh|corp|corporation|company|pharmaceuticals?|foundation|fondazione|fundacion|fundacao|stiftung|fondation|trust|ministry|ministerio|agency|bureau|council|association|asociacion|society|federation|organi[sz]ation|administration|authority|library|museum|observatory|azienda|board of|college board|laboratories|international|consortium|network|commission|charity|alliance)\b/u;

/** Parts of an institution, which are none themselves. */
export const DEPARTMENT =
  /^(?:(?:(?:uit de|aus der|from the|\p{L}+) )?(?:dept|departments?|departement\p{L}*|departamento|dipartimento|division|sections?|units?|program(?:me)?s?|group|vakgroep|abteilung|afdeling)|seccion|unidad|unite|unita|servi(?:ce|cio|zio)s?(?= (?:of|de|di|d))|laborator(?:y|io|ium|ies)|laboratoire|labor|lab|chair|katedr[ay]|lehrstuhl|grupo|gruppo|equipe|team|offices?|ward|branch|clinics? (?:of|for)|klinik fur|clinica (?:de|di))\b/u;
/** Schools and the like that are named by their subject alone, mostly parts of a university. */
export const BY_SUBJECT =
  /^(?:the )?(?:graduate |postgraduate |medical |dental )?(?:faculty|facult[ae]\p{L}*|faculdade|facultad|schools?|college|institut\p{L}*|istituto|academy|cent(?:er|re|ro)s?|zentrum|escola|escuela|ecole|klinik\p{L}*) (?:of|for|de|di|d'|del|della|des|du|da|do|fur|voor|for) ?/u;
const STREET =
  /^(?:\d|p ?\.? ?o ?\.? box)|\b(?:street|str|avenue|ave|av|avenida|road|rd|drive|boulevard|blvd|lane|strasse|straat|highway|route|rue|via|calle|piazza|plaza|building|bldg|floor|room|suite|campus|box|parkway|pkwy)\.?(?:\s+\d.*)?$|\b\p{L}+(?:strasse|straat|weg|gasse|laan) \d|^(?:rue|via|calle|avenida|av|rua|c\/|jalan) /u;
const UNIVERSITY_ADDRESS =
  /^university (?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|park|place|plaza|square|way|hill|heights|city|town|station|building|circle|terrace|parkway|campus)\b/u;

/** Words that say what an institution is or does, and not which one it is, besides those of affiliation-words.ts. */
export const SUBJECTS = new Set(
  (
    'technical technological state federal catholic royal children childrens womens women men veterans memorial district regional ' +
    'central provincial municipal county city main first second third affiliated people peoples cancer heart lung eye ear nose throat ' +
    'oncology immunology microbiology genetics botany zoology geophysics geology geography mathematics statistics economics ' +
    'agriculture veterinary biomedical clinical applied biological physical chemical basic natural molecular cell cellular human ' +
    'preventive tropical environmental occupational rehabilitation physiotherapy anatomy histology hygiene infectious diseases ' +
    'disease obstetrics gynecology gynaecology ophthalmology dermatology urology nephrology hematology haematology gastroenterology ' +
    'endocrinology rheumatology orthopedics orthopaedics trauma emergency intensive critical internal maternal child mental midwifery ' +
    'law business management arts letters philosophy theology history languages graduate undergraduate postgraduate universitario ' +
    'universitaire universitaria universitair hospitalier hospitalo regionale regional centrale provinciale civile fisica quimica ' +
    'biologia ciencias ciencia salud saude sante enfermeria odontologia farmacia veterinaria exactas naturales basicas humanas ' +
    'sociales medicas biologicas chirurgie chirurgia medizinische medizinischen klinikum spital uniklinik universitatsklinikum ' +
    'universitatsspital ziekenhuis sjukhus'
  ).split(' '),
);

/** Of folded text; 0 where it is no institution. */
export const strengthOf = remember(20_000, (folded): number => {
  if (HOSPITAL_WORD.test(folded)) {
    // A university that the hospital only belongs to does not make it one: `Oslo University Hospital`.
    const isCentre = /universit\p{L}* of .*\b(?:medical|cancer|heart) (?:center|centre)/u.test(folded);
    return isCentre ? UNIVERSITY : HOSPITAL;
  }
  if (UNIVERSITY_WORD.test(folded)) return UNIVERSITY;
  if (INSTITUTE_WORD.test(folded)) return BY_SUBJECT.test(folded) ? SCHOOL : HOSPITAL;
  if (SCHOOL_WORD.test(folded)) return BY_SUBJECT.test(folded) ? BODY : SCHOOL;
  return BODY_WORD.test(folded) ? BODY : 0;
});

/** A street, a building or a box, also one that is named after a university. */
export const isAddress = (folded: string): boolean => UNIVERSITY_ADDRESS.test(folded) || STREET.test(folded);
