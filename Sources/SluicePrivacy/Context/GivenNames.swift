/// Common given names of Europe; a name next to another capitalised word is a person without any label.
enum GivenNames {
  static let all = """
    anna maria eva julia laura sara sarah lena lea lisa sophie sofia emma mia hannah johanna katharina christina christine
    sabine petra monika ursula ingrid helga renate gisela karin brigitte angelika susanne andrea claudia stefanie nicole
    melanie anja heike birgit martina silke kerstin jana jasmin vanessa charlotte elisabeth magdalena franziska theresa
    thomas michael andreas peter stefan stephan christian martin markus matthias klaus jürgen wolfgang hans werner horst günter
    günther helmut dieter manfred uwe bernd frank ralf jens jörg torsten thorsten sven lars tim tobias sebastian florian
    alexander maximilian felix lukas jonas leon paul karl heinz herbert walter gerhard rainer joachim dirk oliver
    friedrich heinrich johann johannes georg anton franz josef joseph ludwig rudolf robert richard rolf kurt erich ernst
    jean pierre michel andré philippe jacques bernard alain françois louis henri marie jeanne françoise catherine nathalie
    isabelle sylvie monique jacqueline anne camille chloé manon léa inès céline aurélie émilie julie claire hélène élodie
    nicolas julien antoine guillaume thierry laurent éric olivier pascal christophe frédéric sébastien vincent mathieu
    hugo lucas théo gabriel arthur jules étienne gérard yves rené marcel benoît patrick
    giuseppe giovanni antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo marco
    roberto andrea luca alessandro matteo lorenzo davide simone federico riccardo stefano giulia chiara francesca valentina
    alessandra elena paola rosa giuseppina angela giovanna teresa lucia carmela caterina francesca antonietta silvia
    federica giorgia martina elisa ilaria serena beatrice alice ginevra aurora
    josé manuel francisco juan david javier daniel carlos miguel rafael pedro jesús alejandro ángel fernando luis pablo sergio
    jorge alberto álvaro diego adrián raúl enrique ramón vicente iván rubén óscar andrés joaquín carmen josefa isabel dolores
    pilar cristina marta ana concepción mercedes lucía antonia francisca rosario paula beatriz rocío inmaculada alba
    raquel nuria montserrat yolanda estefanía verónica encarnación esperanza patricia irene
    joão antónio tiago rui nuno ricardo hugo joana inês catarina rita margarida fernanda teresa filipa mariana beatriz sofia
    gonçalo duarte vasco helena luísa conceição manuela
    jan piotr andrzej krzysztof stanisław tomasz paweł józef marcin marek michał grzegorz jerzy tadeusz adam łukasz zbigniew
    ryszard dariusz henryk mariusz kazimierz wojciech robert mateusz marian rafał jacek janusz mirosław maciej sławomir jarosław
    kamil wiesław roman jakub szymon katarzyna małgorzata agnieszka barbara ewa krystyna elżbieta zofia janina teresa
    joanna magdalena jadwiga danuta irena halina helena beata aleksandra marta dorota natalia karolina justyna iwona
    grażyna bożena stanisława jolanta urszula sylwia kinga wanda
    johannes cornelis hendrik willem pieter gerrit dirk maarten bart jeroen sander daan sem thijs bram koen joost ruben niels
    johanna margaretha cornelia wilhelmina femke sanne lotte fleur anouk marieke annemiek saskia esther marloes ingrid
    greetje truus joke els mieke griet lieve kaat
    john james william george charles henry edward david richard michael stephen andrew simon matthew christopher daniel
    jack harry oliver thomas mary elizabeth margaret susan karen helen jane emily olivia grace lucy amelia jessica rebecca
    catherine patricia linda deborah joan dorothy alison fiona siobhan aoife niamh ciara sinéad seán pádraig liam conor
    eoin cian mark kevin brian philip alan graham keith nigel gary ian neil stuart
    lars anders per erik karl nils sven johan mikael jan bengt bo gunnar åke göran magnus fredrik henrik mattias linnéa
    birgitta kerstin margareta ingrid elsa astrid ebba annika lena maja frida
    jens niels hans peter søren jørgen henrik mette kirsten hanne inge karen lone pernille rikke ole knud arne bjørn kjell
    odd leif svein geir terje kari liv solveig randi marit turid ragnhild sigrid
    juhani johannes mikko antti matti timo jukka pekka kari heikki juha ville tuomas eero maria helena anneli johanna kaarina
    marjatta päivi tuula aino helmi sirpa riitta leena
    jiří petr pavel jaroslav tomáš miroslav františek zdeněk václav karel milan vladimír lukáš josef jana hana lenka
    kateřina věra alena lucie zdeňka jitka ludmila eliška tereza ondřej vojtěch
    jozef štefan ľubomír peter marián katarína zuzana mária alžbeta anna michal martin ján
    lászló istván jános zoltán sándor gábor ferenc attila tamás csaba katalin erzsébet ilona éva judit ágnes andrea
    zsuzsanna mónika péter józsef györgy imre
    ion gheorghe vasile ștefan andrei alexandru mihai cristian adrian elena ioana mihaela gabriela
    georgiana florin radu
    ivan georgi dimitar petar stoyan nikolay maria ivanka elena иван георги димитър петър николай мария елена йорданка
    γιώργος γεώργιος δημήτρης δημήτριος κωνσταντίνος νίκος νικόλαος ιωάννης γιάννης μαρία ελένη αικατερίνη βασιλική παναγιώτης
    marko josip ivana marija katarina petra tomislav ante stjepan željko franc janez anton jože ana nina maja andrej luka
    andres jaan tiit toomas rein tiina anne piret kristjan jānis andris juris inese ilze anna kristīne jonas vytautas
    mindaugas darius ona rasa daiva joseph carmel doris karmenu ġorġ guðrún sigurður jón
    mohammed muhammad ahmed ali fatima mehmet mustafa ayşe fatma emine hassan hussein omar ibrahim yusuf leyla amir
    """
}
