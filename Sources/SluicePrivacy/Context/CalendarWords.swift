/// Names of the months in 26 languages, in the cases and short forms that dates use.
struct CalendarWords: Sendable {
  /// The one table, for all workers.
  static let shared = CalendarWords()

  private let months: HashTable

  init() {
    var entries: [(UInt64, UInt16)] = []
    for list in CalendarWords.names {
      for (index, forms) in list.split(separator: ",").enumerated() {
        for form in forms.split(separator: " ") {
          entries.append((Folding.hash(of: String(form)), UInt16(index % 12 + 1)))
        }
      }
    }
    months = HashTable(entries)
  }

  /// Number of the month with this name, from 1.
  func month(_ hash: UInt64) -> Int? { months.value(for: hash).map(Int.init) }

  private static let names = [
    "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sep sept,october oct,november nov,december dec",
    "januar jänner jän,februar feber,märz mrz,april,mai,juni,juli,august,september,oktober okt,november,dezember dez",
    "janvier janv,février févr fév,mars,avril avr,mai,juin,juillet juil,août,septembre,octobre,novembre,décembre déc",
    "gennaio genn gen,febbraio febbr,marzo,aprile,maggio magg mag,giugno giu,luglio lug,agosto ago,settembre sett set,ottobre ott,novembre,dicembre dic",
    "enero ene,febrero,marzo,abril abr,mayo,junio,julio,agosto,septiembre setiembre,octubre,noviembre,diciembre",
    "januari,februari,maart mrt,april,mei,juni,juli,augustus,september,oktober,november,december",
    "stycznia styczeń sty,lutego luty lut,marca marzec,kwietnia kwiecień kwi,maja maj,czerwca czerwiec cze,lipca lipiec lip,sierpnia sierpień sie,września wrzesień wrz,października październik paź,listopada listopad lis,grudnia grudzień gru",
    "janeiro,fevereiro fev,março,abril,maio,junho,julho,agosto,setembro,outubro out,novembro,dezembro",
    "januari,februari,mars,april,maj,juni,juli,augusti,september,oktober,november,december",
    "januar,februar,marts,april,maj,juni,juli,august,september,oktober,november,december",
    "januar,februar,mars,april,mai,juni,juli,august,september,oktober,november,desember des",
    "tammikuuta tammikuu,helmikuuta helmikuu,maaliskuuta maaliskuu,huhtikuuta huhtikuu,toukokuuta toukokuu,kesäkuuta kesäkuu,heinäkuuta heinäkuu,elokuuta elokuu,syyskuuta syyskuu,lokakuuta lokakuu,marraskuuta marraskuu,joulukuuta joulukuu",
    "ledna leden,února únor,března březen,dubna duben,května květen,června červen,července červenec,srpna srpen,září,října říjen,listopadu,prosince prosinec",
    "januára január,februára február,marca marec,apríla apríl,mája máj,júna jún,júla júl,augusta,septembra,októbra október,novembra,decembra",
    "január jan,február,március márc,április ápr,május máj,június jún,július júl,augusztus,szeptember szept,október,november,december",
    "ianuarie ian,februarie,martie,aprilie,mai,iunie iun,iulie iul,august,septembrie,octombrie,noiembrie noi,decembrie",
    "януари,февруари,март,април,май,юни,юли,август,септември,октомври,ноември,декември",
    "ιανουαρίου ιανουάριος,φεβρουαρίου φεβρουάριος,μαρτίου μάρτιος,απριλίου απρίλιος,μαΐου μάιος,ιουνίου ιούνιος,ιουλίου ιούλιος,αυγούστου αύγουστος,σεπτεμβρίου σεπτέμβριος,οκτωβρίου οκτώβριος,νοεμβρίου νοέμβριος,δεκεμβρίου δεκέμβριος",
    "siječnja siječanj,veljače veljača,ožujka ožujak,travnja travanj,svibnja svibanj,lipnja lipanj,srpnja srpanj,kolovoza kolovoz,rujna rujan,listopada,studenoga studenog studeni,prosinca prosinac",
    "januarja,februarja,marca,aprila,maja,junija,julija,avgusta avgust,septembra,oktobra,novembra,decembra",
    "jaanuar,veebruar,märts,aprill,mai,juuni,juuli,august,september,oktoober,november,detsember",
    "janvāris janvārī janvāra,februāris februārī februāra,marts martā,aprīlis aprīlī aprīļa,maijs maijā maija,jūnijs jūnijā jūnija,jūlijs jūlijā jūlija,augusts augustā,septembris septembrī septembra,oktobris oktobrī oktobra,novembris novembrī novembra,decembris decembrī decembra",
    "sausio sausis,vasario vasaris,kovo kovas,balandžio balandis,gegužės gegužė,birželio birželis,liepos liepa,rugpjūčio rugpjūtis,rugsėjo rugsėjis,spalio spalis,lapkričio lapkritis,gruodžio gruodis",
    "janúar,febrúar,mars,apríl,maí,júní,júlí,ágúst,september,október,nóvember,desember",
    "eanáir,feabhra,márta,aibreán,bealtaine,meitheamh,iúil,lúnasa,fómhair,deireadh,samhain,nollaig",
    "jannar,frar,marzu,april,mejju,ġunju,lulju,awwissu,settembru,ottubru,novembru,diċembru",
  ]
}
