/**
 * The most frequent function words of the languages in Latin letters, by which texts are recognized. Words that are
 * function words of several languages are listed in each of them.
 */
export const FUNCTION_WORDS_BY_LANGUAGE: Readonly<Record<string, string>> = {
  en: `the of and to in is for that with as are on by this be from an we which it was can at or has have were not these
    their our been more its between using such than also other into but they based used however`,
  es: `el la los las de del en y que se un una con por para es como al su sus son entre más sobre este esta estos no lo
    fue han ha o fueron sin donde ser también cada muy desde durante hacia`,
  pt: `o a os as de do da dos das em no na nos nas e que se um uma com por para é como ao à são foi foram pela pelo mais
    entre sobre este esta sua seu não ou ser também cada desde durante`,
  fr: `le la les de des du en et que qui un une dans pour par sur est sont avec ce cette ces au aux nous plus ont été d l
    il elle entre leur ne pas ou comme sa son ses chez dont ainsi`,
  de: `der die das den dem des und in von mit zu für auf ist im eine ein einer eines einem einen sind wird werden als auch
    bei nach aus durch über sich nicht zur zum wurden wurde oder diese dieser an am vom wie`,
  it: `il lo la i gli le di del della dei delle degli dell e in che un una con per da dal dalla nel nella è sono si come al
    alla su questo questa non più tra sulla anche stati stata l dello nei negli`,
  nl: `de het een van en in is op te voor met dat die zijn door aan uit bij als om wordt worden naar ook niet deze dit of
    over tot werd werden zoals hun meer`,
  sv: `och i att det som en på är av för med den till om ett har de inte från kan vid eller hos var mellan också efter
    detta dessa denna när genom sig ut`,
  no: `og i å det som en på er av for med den til om et har de ikke fra kan ved eller hos var mellom også etter dette disse
    denne blir ble når ut hver`,
  da: `og i at det som en på er af for med den til om et har de ikke fra kan ved eller hos var mellem også efter dette
    disse denne bliver blev når ud hver der`,
  fi: `ja on ei se että oli joka ovat mutta myös kun tai sekä sen voi ole hän ne jotka tämä tässä joilla jonka niiden
    olivat olla kuin jos niin ennen alussa`,
  tr: `ve bir bu için ile olarak da de olan en daha çok gibi sonra ise kadar veya her göre olduğu olup arasında tarafından
    son üzerinde ancak edilen`,
  pl: `w i na z do się że jest o od za po nie oraz dla to jak przez są przy lub ich był była tym które który która ze ma a
    u te być`,
};
