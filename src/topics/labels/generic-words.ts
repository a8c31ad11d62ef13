import { stemmers } from '../../text/tokenize/stemmers.ts';

/** Stems of words that occur in every field and do not name a topic on their own: general nouns, then adjectives. */
export const GENERIC_STEMS: ReadonlySet<string> = new Set(
  `ability absence abstract advantage access accuracy action activity adaptation agent aggregation aim algorithm allow alternative analysis application architecture area article aspect
  assessment attribute author basis behavior behaviour benchmark benefit building candidate capability capacity case category cause center challenge
  change characteristic choice circumstance class classification code collection combination communication community comparison company complexity component
  computation computer computing concept condition conference configuration connection construction content context contrast control core correlation cost
  creation criteria data dataset decision definition degree description design detail detection development device difference difficulty
  dimension direction discovery distance distribution domain effect effectiveness efficiency effort element emergence end engine
  enhancement entity environment error estimation evaluation event evidence evolution example execution experience experiment expert
  exploration expression family extension extraction factor feature field file flow focus form format formation foundation framework function future
  gain generation goal group head human idea identification impact implementation importance increase individual industry influence information
  input insight instance integration interaction interest interface interpretation investigation issue item key knowledge label language
  layer lead learning length level library limit limitation link list location loss machine maintenance management manual map mapping mathematics
  maximization mean measure measurement mechanism message method metric minimization modality mode model modeling modelling modification module
  monitoring motivation need network node notion object objective observation operation operator opportunity optimization order
  organization outcome output pair parameter part participant party path pattern people performance period person perspective phase phenomenon
  place plan planning platform point policy population position potential power practice prediction preference presence principle
  prior problem procedure process processing processor product production professional program programme project property proposal protocol prototype
  purpose quality quantity question range rank rate rater reader reading reality reason reconstruction reduction region relation
  relationship report representation request requirement research researcher resource response restriction result role rule run
  sample scale scenario scheme science scientist scope score selection sense sensitivity sequence series service session set setting shape
  similarity simulation site situation size software solution source space specification stage standard start state statement statistic step storage
  strategy structure student success summary study subject support survey system table target task team technique technology term test testing text
  theory thought threshold time tool topic trade-off training transfer transformation transition treatment trend type understanding unit update
  usage use user utility validation value variable variation variety vector version view vision volume way weight word work world
  bound collaboration consumption controls discussion drawback efficacy evaluator extent gap healthy hypothesis importance intervention
  latency magnitude margin mechanism multi-modal parallel perturbation regime robustness resolution scheme signal stimulus stimuli subset
  technical trait validity
  accurate additional average based comparable left right current different effective efficient existing false fast faster general good high important
  long low main major minor multiple negative new novel open overall positive post pre present proper public quick real recent relevant separate short
  significant similar simple single small specific standard state sub true typical useful various well wide`
    .split(/\s+/)
    .map(stemmers.porter),
);

/** Stems of words from announcements and prefaces, which name an event rather than a field. */
export const EVENT_STEMS: ReadonlySet<string> = new Set(
  'annual attendee chair committee conference contributor detail edition editor editorial foreword international keynote national organizer panel preface proceedings program session submission symposium tutorial welcome workshop'
    .split(/\s+/)
    .map(stemmers.porter),
);
