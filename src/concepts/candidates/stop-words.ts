/**
 * Words that never belong to a phrase: English function words and the general vocabulary of papers ("propose"). Words
 * that occur in names of any field are not listed: "problem", "support" and "state" are needed for the knapsack problem,
 * support vector machines and liquid state machines.
 */
export const PHRASE_STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above abstract abstracts according accordingly across actual actually additionally address addressed addresses
  addressing after again against aimed aiming aims al all allow allowed allowing allows almost alone along already
  also although always am among amongst an and any appear appears approximately are aren't argue argues around
  article as assume assuming at author authors available away based basis be became become becomes becoming been
  before behind being believe beside besides best better between beyond both briefly bring brings broad but by
  called can can't cannot cause causes certain clearly collectively commonly compare compared compares comparing
  complete completely conclude concludes consider considered considering considers consist consisting consists
  contain contained containing contains contrary contribute contributes copyright corresponding could currently
  demonstrate demonstrated demonstrates demonstrating depend depending depends derive derived describe described
  describes describing despite determine determined determines determining develop developed develops did didn't
  different difficult directly discuss discussed discusses discussing do does doesn't doing don't done down due
  during e.g each easily easy effectively efficiently eg eight either else employ employed employing employs
  enable enabled enables enabling ensure entire entirely especially essentially establish established et etc even
  eventually ever every examine examined examines exhibit exhibits exist existing exists explore explored explores
  exploring extended extends extensive extensively facilitate far feasible few fewer finally find finds first
  firstly five focused focuses focusing follow followed following follows for found four fourth from fully further
  furthermore gained gains generally give given gives giving go goes good great greater greatly had has have
  having he hence her here herein herself higher highest highly himself his how however i i'm i.e identified
  identifies identify identifying ie if ii iii illustrate illustrated illustrates implies important importantly
  improve improved improves improving in include included includes including indeed indicate indicated indicates
  instead into introduce introduced introduces introducing investigate investigated investigates investigating
  involve involved involves involving is isn't it it's its itself iv just keep kinds know known knows largely
  larger largest last later latter lead leading leads least led less let let's like likely little longer lot lower
  lowest mainly make makes making many may me mean means merely might mine more moreover most mostly motivated
  much must my named namely near nearly necessarily necessary needed needing neither nevertheless new newly next
  nine no nor not notably note nothing novel now numerous obtain obtained obtaining obtains occur occurs of off
  offer offered offering offers often on once one ones only onto or oriented original other others otherwise our
  ours out outperform outperforming outperforms over overall overcome own paper papers particular particularly
  past per perform performed performing performs perhaps plays possible possibly potential potentially present
  presented presenting presents previous previously primarily prior produce produced produces producing promising
  properly propose proposed proposes proposing prove proven proves provide provided provides providing quite
  rather reach reached ready really recent recently reduce reduced reduces reducing refer referred refers regard
  regarding relate related relatively relies rely remain remaining remains report reported reports require
  required requires requiring reserved respect respective respectively resulted resulting reveal revealed reveals
  rights roughly run same say second secondly see seek seeks seem seems seen serve serves several shall she should
  show showed showing shown shows significant significantly similarly simply simultaneously since six smaller
  so so-called sole solely solve solved solves solving some something sometimes soon specific specifically strong
  strongly studied studying subsequent subsequently substantial substantially successful successfully such
  sufficient suggest suggested suggests suitable summarize supported supporting supports surprisingly take taken
  takes taking ten tend tends th than that that's the their them themselves then there there's thereby therefore
  these they third this those though three through throughout thus to today together too toward towards true try
  trying twice two typical typically uncover under underlying understand understanding undertake unless unlike
  until up upon us use used user-friendly uses using usually utilize utilized utilizes utilizing valid various
  vary varying vast versus very via viewed vs wants was way ways we we're we've well went were what whatever when
  where whereas whereby wherein whether while who whole whom whose why widely widespread will with within without
  won't work works would yes yet yield yielded yielding yields you your suffer suffers suffering fail fails lack lacks struggle struggles`.split(
    /\s+/,
  ),
);
