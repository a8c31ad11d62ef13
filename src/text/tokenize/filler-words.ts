/**
 * Words that papers of all subjects use: they do not characterize a paper. Chosen by hand among those that are about as
 * frequent in the nearest neighbors of the papers that contain them as elsewhere (98,544 papers of computer science). A word stands for all forms with the
 * same stem: "achieve" for "achieved" and "achieving".
 */
const WORDS = `able absence accepted accommodate accompanied accomplish according accordingly account achieve acknowledged acquire actual
  actually ad-hoc add addition additional additionally address adequate adequately adopted advanced advancements advantage
  advent afford afterwards aid albeit alike alleviate allows alone alongside alter alternative amplify anticipated apart
  apparent appealing appear applicability applicable applications applied appropriate appropriately approximately architecture
  argue arise ascertain asked aspects assess assist associated assume assumption attempt attracted attractive availability
  available avenues avoid background balance based basic basis begin believe belong beneficial benefits best better block bridge
  briefly bring broad broader broadly brought build building burden called capabilities capable capture carefully carried case categorize
  cause central certain challenges chance changes characteristic characteristics characterize choice choose chose circumstances
  clear clearly close closely closer combination combined common commonalities commonly comparable comparative comparatively
  compared comparison compelling competing complement complementary complete completely complicated composed comprehensive
  comprising compromise concerns concrete conditions conducted confirm consequences consequently consider considerable
  consideration consistent consistently consists constantly constitute construct contain contrary contrast contributed
  convenient conventional cope corresponding counterparts coupled cover create creation criteria critical crucial current
  currently date day deal dealt decade decide decrease dedicated deeper deeply defined degree deliver demand depends derived
  desirable desired despite detailed determine developed devise devoted differ differences different differently difficult
  difficulty direct directions directly disadvantages discover discussion distinct distinctive distinguish diverse divided
  dozens dramatic dramatically drastically drawbacks drawn ease easier easy effect effective effectively effectiveness efficacy
  efficient efficiently effort elaborate elements eliminate emerging emphasis emphasize employed enables encompasses encountered
  encourage end endeavor enhance enjoy enrich ensure entails entire entirely equal equally equipped essential essentially
  established eventually evidence evident evolving exactly examine example exceeds excellent exhibit exist existence expand
  expected experimentally explain explicit explicitly exploit explore extend extension extent extra extremely facilitate fact
  factors fail fair fairly familiar far fast faster feasibility feasible fewer final firstly fit fixed flexibility flexible
  focus following form former formulate forth forward found foundation fraction framework frequently fulfill full fully function
  functionality fundamental fundamentally future gain gap gathered generated generic go goal good gradually great greater ground
  growing grown guarantees guide half hampered handle happens hard harder heavily help helpful high higher highest highlight
  highly hinder hold hope huge hundreds idea ideal ideally identification identify ignore illustrate immediate immediately
  impact implementation implemented implications implies importance importantly imposed impossible impractical improve
  improvement in-depth inability inadequate including incorporate increasing increasingly independent independently indicate
  indication individually inefficient inform inherent inherently initial initially innovative insights inspired instance
  insufficient intended interest interestingly investigation involved issues keep key kinds known lack large large-scale largely
  larger largest lastly lay lead leave led level leverage lies limitations limited list literature little long longer look lost
  lot low lower main maintain major majority manner matter meaningful means measure mechanism meet merely met million minimal
  mitigate mixed modest modification modified motivated moving multi multiple named naturally nature necessarily necessary
  necessitates necessity neglected nevertheless newly non non-trivial notable notably notion number numerous objective
  observations observed occur offer ongoing open operations opportunities opposed options order original originally originating
  outcomes outline outside overall overcome overlooked overview paradigm paramount part partially partly perform performance
  period perspective pertaining phenomenon play plethora point poor poorly popular popularity portion pose possibilities
  possible potential potentially powerful practical practically practice precise precisely preliminary presence prevailing
  prevalent prevent primary principles prior problem problematic procedure process produce progress prominent promising promote
  prone proper properly properties proposal prove proven purely purpose pursue put quality quantity quick quickly raises range
  rapid rapidly rarely rate reach readily real-world realistic realization realize reasonable reduce refer refine reflect regard
  regardless related relative relevant rely remains remarkable remedy remove replace report represent representative
  requirements requires resemble resolve respect respective respond rest restricted retaining reveal rich richer right rise role
  roughly satisfactory satisfy saw say scale scenarios scheme scope seamlessly secondly seeking seemingly seems seen selected
  selection separate separately series serve set setting setup severely short shortcomings side similar similarly simple simpler
  simplicity simplified simultaneously single situations size slight slightly small smaller solely solution solve sophisticated
  sought source special specialized specially specific specified stage standard start state step straightforward strategies
  strength strengthen strict strive strong stronger strongly structure subject subsequent subsequently subset substantial
  success successful successfully suffer sufficient sufficiently suitability suitable suited superior supplement support
  surprisingly surrounding systematic systematically tackle tailored technical techniques tend terms themes things thought
  thousands threefold time-consuming timely today tools top total trade-off traditional traditionally treated trends trivial
  true truly try turn twofold types typical ultimately unable unclear uncover underlying understanding understood undesirable
  unexplored unfortunately unified unique units unknown usage useful usefulness usual utility utilize valid validity valuable
  value variants variations variety varying vast verify version versus viable view volume way weaknesses well-known whilst wide
  widely wider widespread wish world worldwide worse worst years yields`;

/** Words of all subjects that are no terms by themselves, in lower case, such as "large" and "perspective". */
export const FILLER_WORDS: readonly string[] = WORDS.split(/\s+/);
