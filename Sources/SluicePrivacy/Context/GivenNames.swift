/// Common given names of Europe; one next to another capitalised word makes a person without any label.
enum GivenNames {
  static let all: String = [
    german, french, italian, iberian, polish, dutch, english, nordic, eastern, southern,
  ].joined(separator: " ")

  private static let german = """
    anna maria eva julia laura sara sarah lena lea lisa sophie sofia emma mia hannah hanna johanna katharina christina christine
    sabine petra monika ursula ingrid helga renate gisela karin brigitte angelika susanne andrea claudia stefanie nicole melanie
    anja heike birgit martina silke kerstin jana jasmin vanessa charlotte elisabeth magdalena franziska theresa theresia nadja
    nadine sandra simone sonja tanja ulrike ute uta gudrun hildegard hannelore irmgard edith elfriede erika gertrud christa
    waltraud rosemarie marianne margarete margot ilse inge lieselotte lotte ruth doris bärbel elke anke antje annette astrid
    beate bettina carola cornelia dagmar dorothea esther friederike gabriele gerda heidi heidrun ilona iris jutta kathrin katja
    katrin klara clara luisa lieselotte marlene mareike maike meike merle mechthild miriam nele paula pia regina regine rita
    roswitha saskia sibylle sigrid steffi svenja swantje tina vera verena veronika viktoria wiebke yvonne
    thomas michael andreas peter stefan stephan christian martin markus matthias klaus claus jürgen wolfgang hans werner horst
    günter günther helmut dieter manfred uwe bernd frank ralf jens jörg torsten thorsten sven lars tim tobias sebastian florian
    alexander maximilian felix lukas jonas leon paul karl carl heinz herbert walter gerhard rainer reiner joachim dirk oliver
    friedrich heinrich johann johannes georg anton franz josef joseph ludwig rudolf robert richard rolf kurt erich ernst fritz
    gottfried gregor guido gustav harald hartmut heiko heiner helge hermann holger hubert ingo jakob jan jochen karsten kai
    konrad lennart lothar lutz marcel marco mario max moritz nico niklas nils norbert olaf otto otmar philipp pascal patrick
    reinhard reinhold roland ronald rüdiger sascha siegfried simon steffen theo theodor tilman till timo tom ulrich udo valentin
    viktor volker waldemar wilfried wilhelm willi wolf xaver achim albert alfred alois armin arno arnold artur axel
    benedikt benjamin bastian bernhard berthold björn bruno burkhard christoph clemens cornelius daniel david dennis detlef
    detlev dietmar dominik eberhard eckhard edgar edmund egon emil emre elif engelbert erhard erwin eugen fabian ferdinand ludger hermine hedwig adelheid
    """

  private static let french = """
    jean pierre michel andré philippe jacques bernard alain françois louis henri marie jeanne françoise catherine nathalie
    isabelle sylvie monique jacqueline anne camille chloé manon léa inès céline aurélie émilie julie claire hélène élodie
    nicolas julien antoine guillaume thierry laurent éric olivier pascal christophe frédéric sébastien vincent mathieu hugo
    lucas théo gabriel arthur jules étienne gérard yves rené marcel benoît patrick noël zoé yvette danielle serge yannick
    rachida valérie véronique brigitte martine chantal nicole dominique corinne sandrine stéphanie caroline virginie
    delphine karine laetitia séverine fabienne florence agnès annie béatrice bernadette cécile christelle christiane clémence
    colette denise édith éliane élise emmanuelle estelle eugénie évelyne fanny fernande geneviève georgette germaine ghislaine
    ginette gisèle henriette huguette irène josette josiane juliette justine léontine liliane louise lucette lucie lucienne
    madeleine marguerite mariette marthe mathilde maud maryse mélanie mireille muriel nadège noémie odette odile océane
    pascale paulette pauline raymonde régine renée roseline simone solange sophie suzanne thérèse yolande yvonne
    adrien alexandre alexis amaury ambroise anatole arnaud aurélien axel baptiste barnabé bastien baudouin bertrand blaise boris
    bruno cédric charles christian claude clément cyril cyrille damien denis didier édouard émile emmanuel enzo ernest eugène
    fabien fabrice félix fernand florent florian francis franck gaël gaëtan gaston gauthier georges geoffroy germain ghislain
    gilbert gilles grégoire grégory guy hervé hubert jérémie jérémy jérôme joël jordan joseph kévin lionel loïc lucien ludovic
    marc martial martin matthieu maurice maxime maximilien médéric mickaël nathan pascal paul quentin raoul raphaël raymond régis
    rémi rémy richard robert robin rodolphe roger roland romain ronan samuel sylvain sylvestre tanguy théodore théophile tristan
    ulysse valentin xavier yann yoann solène maëlle maëlys maxence killian léo nolan
    """

  private static let italian = """
    giuseppe giovanni antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo marco
    roberto andrea luca alessandro matteo lorenzo davide simone federico riccardo stefano giulia chiara francesca valentina
    alessandra elena paola rosa giuseppina angela giovanna teresa lucia carmela caterina antonietta silvia federica giorgia
    martina elisa ilaria serena beatrice alice ginevra aurora giacomo dario enrico ornella tommaso alessia loredana elisabetta
    ada adele agnese alba amelia anita annalisa annamaria antonella arianna assunta barbara benedetta bianca bruna camilla carla
    carlotta cecilia celeste cinzia clara claudia concetta cristina daniela debora diana donatella edoarda eleonora emanuela
    emilia emma enrica erica eugenia fabiola fiorella flavia franca gabriella gaia gianna gina gioia giuliana giustina
     graziella ida ines irene iolanda isabella ivana lara laura letizia lidia liliana linda lisa livia lorena lorenza
    luciana luisa maddalena manuela mara margherita maria mariangela marianna maria marina marisa marta martina matilde
    maura michela milena miriam mirella monica morena nadia natalia nicoletta noemi norma olga olivia paola patrizia piera
    raffaella rachele rebecca renata rita roberta rosalia rosanna rosaria rosella rossana rossella sabina sabrina sandra sara
    simona sofia sonia stefania susanna tamara tiziana valeria vanessa vera veronica virginia vittoria viviana
    achille adriano agostino alberto aldo alessio alfio alfonso alfredo amedeo angelo anselmo armando arturo attilio augusto
    aurelio biagio calogero camillo carmelo carmine cesare christian ciro claudio clemente corrado cosimo cristian cristiano
    damiano daniele danilo diego dino donato edoardo egidio elia elio emanuele emiliano emilio enzo ermanno ernesto ettore eugenio
    ezio fabio fabrizio fausto felice ferdinando filippo flavio fulvio gabriele gaetano gaspare gennaro gerardo gherardo giacinto
    giancarlo gianfranco gianluca gianluigi gianmarco gianni gianpaolo gilberto gino giordano giorgio giuliano giulio graziano
    guglielmo guido ignazio italo ivan ivano ivo jacopo leonardo leone leopoldo livio luciano ludovico manuele manlio marcello
    mariano marino martino massimiliano massimo mattia maurizio mauro michelangelo michele mirco mirko moreno nazario nicola
    nicolò nino nunzio olindo omar oreste orlando osvaldo ottavio palmiro pasquale piergiorgio piero pierluigi 
    raffaele raimondo remo renato renzo rinaldo rocco rodolfo romano romeo romolo ruggero samuele sandro saverio
    sebastiano sergio settimio silvano silvestro silvio tancredi teodoro tiziano tobia tullio ubaldo ugo umberto valentino valerio
    vittore vittorio walter
    """

  private static let iberian = """
    josé manuel francisco juan david javier daniel carlos miguel rafael pedro jesús alejandro ángel fernando luis pablo sergio
    jorge alberto álvaro diego adrián raúl enrique ramón vicente iván rubén óscar andrés joaquín carmen josefa isabel 
    pilar cristina marta ana concepción mercedes lucía antonia francisca paula beatriz rocío inmaculada alba raquel
    nuria montserrat yolanda estefanía verónica encarnación esperanza patricia irene gonzalo ximena benito eduardo nerea fátima
    adela adelaida adriana águeda alicia almudena amalia amaya amparo ángela araceli ariadna asunción aurora azucena
    bárbara begoña belén berta blanca candela carla carlota carolina catalina cecilia celia clara claudia consuelo covadonga
    daniela diana elena elisa elvira emilia emma eugenia eulalia eva felisa genoveva gloria guadalupe herminia
    inés isidora jimena josefina juana julia laia laura leire leonor leticia lidia lola lorena lourdes luisa 
    macarena magdalena maite manuela margarita maría mariana marina matilde mireia miriam mónica montse natalia noelia
    noemí olga paloma petra purificación ramona rebeca rita rosa rosalía sandra sara silvia sofía sonia susana
    tamara teresa trinidad valentina vanesa victoria virginia visitación
    abel agustín aitor alfonso alfredo amadeo antonio armando arturo baltasar bartolomé bernardo borja bruno camilo césar
    claudio cristian cristóbal dámaso darío domingo emilio ernesto esteban eugenio eusebio fabián federico felipe félix fermín
    fidel gabriel germán gerardo gregorio guillermo héctor hilario hugo ignacio ildefonso iñaki ismael isaac isidro
    jaime jerónimo joan jordi josep julián julio leandro leonardo lorenzo lucas marc marcelino marcos mariano mario martín
    mateo matías mauricio maximino nicolás octavio oriol pau pascual patricio pere roberto rodrigo rogelio salvador samuel
    santiago saturnino sebastián tomás unai valentín víctor xavier
    joão antónio tiago rui nuno ricardo joana catarina rita margarida fernanda filipa mariana sofia gonçalo duarte vasco helena
    luísa conceição manuela afonso alexandre américo amílcar armindo artur augusto bernardo caetano cláudio custódio dinis
    emanuel fábio filipe flávio guilherme gustavo henrique hélder hugo igor inácio ivo jaime joel jorge leandro leonel lourenço
    luís marco martim mateus maurício miguel nelson norberto orlando paulo renato rodrigo rúben salvador samuel sandro sílvio
    simão telmo teófilo tomás valdemar vítor xavier adelaide alexandra alzira amélia anabela andreia arminda aurora bruna
    carla carolina célia clara cláudia cristiana débora deolinda diana dulce eduarda elisabete elsa emília fátima fernanda
    francisca gabriela glória graça graciete idalina inês isaura joaquina júlia laurinda leonor liliana lídia lurdes madalena
    mafalda marisa marlene matilde mónica natália neuza odete ofélia olívia otília palmira rosa sandra sílvia sónia susana tânia
    telma vanessa vera
    """

  private static let polish = """
    jan piotr andrzej krzysztof stanisław tomasz paweł józef marcin marek michał grzegorz jerzy tadeusz adam łukasz zbigniew
    ryszard dariusz henryk mariusz kazimierz wojciech robert mateusz marian rafał jacek janusz mirosław maciej sławomir jarosław
    kamil wiesław jakub szymon katarzyna małgorzata agnieszka barbara ewa krystyna elżbieta zofia janina teresa joanna
    magdalena jadwiga danuta irena halina helena beata aleksandra marta dorota natalia karolina justyna iwona grażyna bożena
    stanisława jolanta urszula sylwia kinga wanda leszek bogdan adrian albert aleksander alfred antoni artur bartłomiej bartosz
    bernard błażej bolesław bogusław borys bronisław cezary cyprian czesław damian daniel dawid dominik edmund edward emil
    eryk eugeniusz fabian feliks filip franciszek fryderyk gabriel gracjan gustaw hubert ignacy igor ireneusz iwo jarema jeremi
    joachim julian juliusz kacper kajetan karol klemens konrad konstanty kordian korneliusz krystian kuba lech leon leonard
    ludwik maksymilian marceli mieczysław mikołaj miłosz nikodem norbert olaf oskar patryk przemysław radosław remigiusz rudolf
    ryszard sebastian seweryn stefan sylwester tobiasz tymoteusz tytus wacław waldemar walerian walenty wiktor wincenty
    witold władysław włodzimierz zdzisław zenon zygmunt ziemowit
    ada adrianna agata alicja alina amelia anastazja anita aneta angelika aniela antonina apolonia aurelia berenika bogumiła
    bronisława brygida cecylia celina czesława dagmara daria diana dominika edyta eliza emilia eugenia ewelina felicja franciszka
    gabriela genowefa gertruda gizela hanna henryka honorata hortensja ida iga ilona inga irmina izabela jagoda janka jolanta
    józefa judyta julia julianna kalina kamila karina kazimiera klara klaudia kornelia lena leokadia lidia liliana longina lucyna
    ludwika luiza łucja maja malwina marcelina maria marianna mariola martyna maryla matylda michalina milena mirosława monika
    nadia nina olga oliwia otylia patrycja paulina pelagia regina renata roksana róża rozalia ryszarda sabina sandra sonia
    stefania tamara tekla wacława weronika wiesława wiktoria wioletta władysława zdzisława zenobia zuzanna zyta żaneta
    """

  private static let dutch = """
    johannes cornelis hendrik willem pieter gerrit dirk maarten bart jeroen sander daan sem thijs bram koen joost ruben niels
    johanna margaretha cornelia wilhelmina femke sanne lotte fleur anouk marieke annemiek saskia esther marloes ingrid greetje
    truus joke els mieke griet lieve kaat dieuwke wout lies evert luc emre adriaan albert alwin andries anton arend arie arjen
    arno aart bas bastiaan berend bert boudewijn broos carel casper christiaan coen cees kees claes dennis diederik edwin eelco erik
    evelien ferdinand filip floris folkert frank frans freek gerard gerben gijs gilles guus hans harm harry henk herman hessel
    hubert hugo huub ivo jaap jacob jan jarno jasper jelle jelmer joep joris jos joost jorn jurgen jurriaan karel klaas kobe
    lambert laurens leendert lennart lex lieven lodewijk lourens luuk maarten marc marcel marijn mark martijn mathijs maurits
    max menno merijn mees michiel milan nico niek olivier onno pascal paul peter piet quinten raf reinier rein remco rik rob
    robbert robin roel roeland rogier roland rutger siebe siem sietse sjoerd stef stefan stijn sven teun theo theun thies tijmen
    tijs timo tjerk tobias toon ties tygo vincent walter wessel wiebe wim wouter yannick ype
    dries godelieve wannes jef jozefien aafke aaltje adriana agnes aleid amber amy angela angelique anja anke anneke annelies annelore anniek annie ans antje arlette
    astrid aukje beatrijs bea bep betje bianca brechtje carla carolien catharina christel claartje corrie daphne debby dina
    dineke doutzen eefje elke ellen elly elise emma eva floor floortje geertje geertruida gerda gerrie grietje hanneke hannie
    harriët heleen helga hendrika hennie henriëtte hilde hilda ilse imke ineke iris isa jacoba jacqueline jannie janneke
    jantje jet jetje jolanda jolien josefien judith juul kaatje karin katrien kim krista kristien leen leonie lia liesbeth lieke
    lien linda lisanne loes lotte lucia lydia maaike maartje machteld mandy margriet maria marian marijke marja marjan
    marjolein marleen martine mathilde maud merel miep miranda mirjam monique myrthe nathalie neeltje nelleke nicole nienke noor
    nynke paula petra pien renske ria rianne riet roos rosa sabine sanneke sara sien sietske silke sofie stien suzanne sybil
    tanja tessa thea thera tineke tjitske toos trees trijntje trudy veerle vera wendy wies willemijn wilma yvonne
    """

  private static let english = """
    john james william george charles henry edward david richard michael stephen andrew simon matthew christopher daniel jack
    harry oliver thomas mary elizabeth margaret susan karen helen jane emily olivia grace lucy amelia jessica rebecca catherine
    patricia linda deborah joan dorothy alison fiona siobhan aoife niamh ciara sinéad seán sean pádraig liam conor eoin cian kevin
    brian philip alan graham keith nigel gary ian neil stuart brendan fergus eileen ronan aidan oisín diarmuid cathal declan
    dermot donal eamon éamonn finbar fintan garrett gerard gearóid hugh kieran killian lorcan malachy niall noel odhran oscar
    patrick pearse peadar rory ruairí séamus seamus shane tadhg tiernan turlough ultan áine aisling bríd bridget bróna caoimhe
    catríona clíona clodagh dearbhla deirdre eimear éabha gráinne imelda maeve máire maura méabh muireann nóra nuala orla órla
    róisín sadhbh saoirse sorcha treasa una úna
    aaron adam albert alexander alfred alistair angus anthony archie arnold arthur barry benjamin bernard bradley bruce calum
    cameron cecil clive colin craig damian darren dean dennis derek desmond donald douglas duncan dylan edgar edmund edwin eric
    ernest ethan eugene evan ewan finlay francis frank frederick gareth gavin geoffrey gerald gilbert giles glenn gordon
    gregory gwyn harold harvey hector herbert howard hamish isaac ivor jacob jamie jason jeffrey jeremy jonathan joseph joshua
    julian kenneth kyle lachlan laurence lee leonard leslie lewis logan louis malcolm marcus martin maurice mervyn miles murray
    nathan nicholas noah norman owen percy peter ralph raymond reginald reuben rhys robert robin roger ronald rowan roy rupert
    russell ryan samuel scott sidney stanley steven terence timothy tobias trevor tristan vernon vincent wallace
    walter wilfred zachary
    abigail ada agnes alexandra alice amanda amy andrea angela anita ann anne annabel annie audrey ava barbara beatrice
    belinda bernadette beryl beth bethany betty beverley bonnie brenda bronwen carol caroline carolyn charlotte cheryl chloe
    christina clara clare claudia constance cynthia daisy daphne dawn debra denise diana diane donna doreen edith edna
    eleanor ella ellen elsie emma enid erin esther ethel eva evelyn faith felicity florence frances freda gail georgia
    georgina geraldine gertrude gillian gladys glenys gloria gwendolyn hannah harriet hazel heather heidi hilary holly imogen
    irene iris isabel isabella isla ivy jacqueline janet janice jean jennifer jenny jill joanna joanne josephine joyce judith
    julia julie katherine kathleen kathryn katie kelly kerry kirsty laura lauren leah lesley lillian lily lisa lorna
    lorraine louise lynn lynne mabel madeleine maisie marcia marian marie marilyn marion marjorie martha matilda maureen mavis
    megan melanie melissa mildred millie miranda miriam moira molly mona morag muriel myra nadine nancy naomi natalie natasha
    nicola nicole nora norma olive pamela paula pauline penelope phoebe phyllis poppy priscilla rachel rhiannon rita
    roberta rosalind rose rosemary rosie ruby ruth sally samantha sandra sarah sharon sheila shirley sophie stella stephanie
    sylvia tamsin tara teresa tessa thelma theresa tracey ursula valerie vanessa vera verity victoria viola violet virginia vivian
    wendy winifred yvonne zara
    """

  private static let nordic = """
    lars anders erik karl nils sven johan mikael jan bengt bo gunnar åke göran fredrik henrik mattias linnéa birgitta
    kerstin margareta ingrid elsa astrid ebba annika lena maja frida jens niels hans peter søren jørgen mette kirsten hanne inge
    karen lone pernille rikke ole knud arne bjørn kjell leif svein geir terje kari liv solveig randi marit turid ragnhild
    sigrid juhani johannes mikko antti matti timo jukka pekka heikki juha ville tuomas eero helena anneli johanna kaarina
    marjatta päivi tuula aino helmi sirpa riitta leena adam albin alf alfred algot allan anton arvid axel birger björn börje
    christer christian claes conny dag dan edvin einar elias emil erland evert folke gösta gustaf gustav håkan hampus harald hjalmar
    hugo ingemar ingvar isak ivar jakob jerker joakim jonas jonatan jörgen kent kjell klas kurt lennart linus ludvig
    mats morgan oskar ove oskar patrik pontus ragnar rickard roger roland rolf rune sigvard simon sixten staffan stefan stellan
    stig sture svante tage thomas tomas torbjörn tord torsten tore ulf urban viktor vilhelm wilhelm yngve agneta alice
    alva amanda anette anita ann anna annelie barbro berit birgit britt britta camilla carina caroline cecilia charlotta
    christina eivor elin elisabet ellen emelie emma erika eva evelina gerd greta gudrun gun gunilla gunnel hanna hedvig helen
    ida ingegerd ingeborg inger irma irene iris jenny jessica josefin julia karin karolina katarina klara kristina laila lisbeth
    linn lisa louise lovisa madeleine malin margit maria marianne marie mona monica nina olivia pia rebecka rut sanna siv sofia
    solbritt stina susanne svea tilda tyra ulla ulrika vendela viktoria viveka wilma
    anker asger aksel bent bertel bjarne carsten claus ejnar erling esben finn flemming frede hakon helge holger ib ivan jeppe jesper
    kaj keld kim kristoffer kurt mads mikkel mogens morten ove palle poul preben rasmus rené steen steffen sune svend tage
    thorkild torben troels troels uffe vagn verner viggo åge aase agnete alma annelise bente birthe bodil dagny dorte else
    gitte grethe grete helle inga jette jytte karla kirstine laura lise lis maren margrethe merete nanna oda rigmor signe sine
    tove trine vibeke yrsa asbjørn audun bård eirik eivind espen frode gaute halvard harald håkon håvard ingar jarle jon
    ketil knut kristian kåre lasse magne narve odin olav ola pål petter rolf roar rune sigurd sindre sondre stein steinar
    tor tore trond trygve vegard vidar yngve øystein øyvind anniken åse bente berit bjørg elin gro gunn guri heidi hege
    hilde ingvild kjersti laila liv maja marte nina oddny siri synnøve torill unni vigdis wenche
    aleksi arto ari asko eetu eino ensio erkki esa hannu harri heimo ilkka ilmari jaakko jani jari jarmo joni jorma jouko jouni jyrki
    kalevi kalle kimmo lauri marko markku martti mauri olavi olli onni oskari paavo pasi pentti petri raimo reijo
    risto sakari samuli sami seppo simo tapani tapio tauno teemu tero tommi toni topi urho veikko veli vesa väinö yrjö aila
    anja annikki auli eeva eija eila elina emmi eveliina heidi heli helvi henna hilkka hilma inkeri irja irma jaana johanna kaija
    kaisa kati katja katri kirsi kyllikki laila lahja laura lea liisa maija maire mari maritta marja marjo marketta merja mervi
    mirja mirva niina noora orvokki outi pirjo pirkko raija raili ritva saara saija sanna sanni sari satu seija senja
    sini sisko sointu sylvi taina tarja tellervo terttu tiina tyyne vappu veera vuokko
    guðrún anna kristín sigríður margrét helga sigrún ingibjörg jóhanna maría elín katrín hildur ragnheiður jón sigurður
    guðmundur gunnar ólafur einar kristján magnús stefán jóhann björn árni bjarni helgi halldór
    """

  private static let eastern = """
    jiří petr pavel jaroslav tomáš miroslav františek zdeněk václav karel milan vladimír lukáš josef jana hana lenka kateřina
    věra alena lucie zdeňka jitka ludmila eliška tereza ondřej vojtěch antonín bohumil bohuslav bořivoj břetislav ctirad dalibor
    david dominik dušan filip hynek ivo ivan jáchym jakub jindřich josef kamil kryštof ladislav libor lubomír lubor luboš
    luděk marek matěj michal mikuláš milan miloš oldřich otakar patrik radek radim radovan richard robert rostislav rudolf
    stanislav štěpán vít vlastimil vratislav zbyněk adéla andrea anežka barbora blanka božena dagmar dana daniela denisa
    dominika drahomíra eva gabriela helena irena ivana iveta jaroslava jarmila jindřiška jiřina karolína klára kristýna květa
    libuše linda magdaléna marcela marie markéta marta martina michaela milada milena miloslava miroslava monika naděžda
    nikola olga pavla pavlína petra radka renata romana růžena šárka simona soňa stanislava štěpánka veronika vlasta zuzana žaneta
    jozef štefan ľubomír marián katarína mária alžbeta anna martin ján ľuboš ľudovít matej matúš michal miloš miroslav norbert
    ondrej pavol peter rastislav richard róbert slavomír stanislav šimon tibor viliam vladimír zoltán andrej anton beáta blažena
    dana darina emília eva gabriela helena ivana iveta jarmila jolana júlia kamila kristína ľubica ľudmila lucia magdaléna
    margita marta martina michaela monika natália oľga silvia slávka soňa tatiana valéria veronika viera zdenka želmíra žofia
    lászló istván jános zoltán sándor gábor ferenc attila tamás csaba katalin erzsébet ilona éva judit ágnes zsuzsanna mónika
    péter józsef györgy imre ádám ákos andrás antal árpád balázs barnabás béla bence bertalan botond dániel dávid dénes dezső elemér
    endre ernő gergely gergő gyula géza jenő kálmán károly krisztián lajos levente lőrinc márk márton máté mátyás mihály miklós
    norbert ottó pál richárd róbert rudolf simon szabolcs tibor vilmos vince zsigmond zsolt adrienn ági alexandra anett anikó
    anna aranka beáta bernadett boglárka borbála csilla dóra dorina edina edit eleonóra emese emőke enikő erika eszter etelka
    fanni ferenc flóra franciska gabriella gizella gyöngyi györgyi hajnalka henrietta hilda ibolya ildikó irén irma ivett
    izabella jolán julianna kinga kitti klára krisztina laura lilla luca lívia magdolna margit mária mariann márta melinda
    nikolett noémi nóra olga orsolya piroska réka renáta rita rozália sára szilvia teréz tímea tünde valéria vera veronika
    viktória viola virág vivien zita zsanett zsófia
    ion gheorghe vasile ștefan andrei alexandru mihai cristian adrian elena ioana mihaela gabriela georgiana florin radu adriana
    alin alina ana anca anamaria angela aurel aurelia aurica bianca bogdan camelia carmen cătălin cătălina cezar claudia claudiu
    constantin cornel cornelia corina cosmin costel cristina dan daniel daniela dana diana doina dorin dorina dragoș dumitru
    ecaterina eduard emil emilia eugen eugenia felicia florentina florica gabriel george georgeta ghiță grigore horia iacob
    ileana ilie ionel ionela ionuț iosif irina iulia iulian laura laurențiu lavinia liliana liviu liviu loredana luca lucian
    luminița magdalena marcel maria mariana marin marius marta matei mircea mirela monica nelu nicolae nicoleta nicu octavian
    olga ovidiu paraschiva paul paula petru petre rareș raluca răzvan roxana sabina sanda sergiu silviu silvia simona sorin sorina
    steluța tatiana teodor teodora tiberiu toma traian tudor valentin valentina valeriu vasilica veronica victoria viorel
    viorica virgil virginia vlad
    jonas vytautas mindaugas darius ona rasa daiva antanas algirdas arūnas audrius gintaras jurgis kęstutis linas mantas paulius
    petras povilas rimantas romas saulius tomas valdas vidas aldona asta audronė aušra birutė dalia danutė giedrė ieva ingrida
    irena janina jolanta jūratė kristina laima lina loreta nijolė rūta sigita violeta vida vilma jānis andris juris inese ilze
    kristīne aigars ainārs aivars aldis arvīds edgars gatis guntis imants ivars kaspars māris normunds oskars pēteris raimonds
    uldis valdis viesturs agnese aija anita baiba dace daina dzintra elīna evita gunta ieva ināra ingrīda laima līga liene
    linda māra mārīte ruta sandra sanita santa skaidrīte solvita vija zane andres jaan tiit toomas rein tiina piret kristjan
    aivar ants arvo heino indrek jüri kaido kalev kalle margus mart mihkel meelis olev peeter priit raivo sulev taavi tarmo
    tõnu urmas vello maarja aili aino anu eha ene eve helgi ilme katrin krista külli lea leida linda maie malle merike milvi reet
    riina sirje triin tiiu ülle
    """

  private static let southern = """
    ivan georgi dimitar petar stoyan nikolay maria ivanka elena marko josip ivana marija katarina petra tomislav ante stjepan
    željko franc janez anton jože ana nina maja andrej luka andrija branko damir danijel darko davor denis dino domagoj dragan
    dražen drago dubravko đuro filip franjo goran hrvoje igor ivica ivo jakov josipa juraj jure karlo krešimir krunoslav
    ladislav leo lovro luka marin marinko mario marijan martin mate matej mato mihael milan mile miro mirko miroslav mislav mladen
    nenad neven niko nikola nikolina pavao pavle petar predrag ranko robert roko sanja saša siniša slaven slavko stipe
    stjepan toni vedran vjekoslav vlado vladimir zdenko zdravko zlatko zoran zvonimir zvonko željka anđela anita anka antonija
    barbara biserka blaženka božica branka dajana danica danijela darija dijana dora dragica draženka dubravka gordana
    helena iva ivanka jadranka jasminka jasna jelena josipa kata klara kristina lana lea lidija ljerka ljiljana ljubica lucija
    magdalena mara marica marina marijana marta martina matija mihaela milica mirela mirjana nataša nevenka paula ružica
    sandra senka silvija slavica snežana snježana sonja stana štefica suzana tamara tanja tatjana tea vedrana vera verica vesna
    višnja zdenka zlata zorica aleš alojz bojan blaž boris borut bogomir ciril dejan dušan gašper grega gregor iztok janko jernej
    klemen luka matevž matjaž miha mitja primož rok samo sašo silvo simon srečko stane tadej tine uroš urban vid vinko žan
    žiga alenka andreja anja barbara bernarda breda darinka irena jana jerneja jožefa kaja karmen katja ksenija lara majda
    manca mateja metka mojca neža nuša polona romana simona špela štefka tadeja tina urša urška valerija zala zora
    иван георги димитър петър николай мария елена йорданка александър ангел антон атанас борис валентин васил веселин
    владимир гергана галина даниела деница десислава добри емил живко захари здравко ивайло иванка илия ирина калин кирил
    константин красимир лилия любомир марин мартин милен михаил надежда никола павел пенка пламен радка радослав росен росица
    румен румяна светлана симеон снежана софия станимир стефан стоян таня тодор христо цветан цветелина юлия
    γιώργος γεώργιος δημήτρης δημήτριος κωνσταντίνος νίκος νικόλαος ιωάννης γιάννης μαρία ελένη αικατερίνη βασιλική παναγιώτης
    αθανάσιος αλέξανδρος ανδρέας αντώνης αντώνιος απόστολος βασίλης βασίλειος ευάγγελος ευστάθιος ηλίας θεόδωρος θωμάς κώστας
    λεωνίδας μανώλης μιχάλης μιχαήλ παύλος πέτρος σπύρος σπυρίδων σταύρος στέφανος σωτήρης φώτης χρήστος αγγελική αθηνά
    αλεξάνδρα αναστασία άννα βικτωρία γεωργία δέσποινα δήμητρα ειρήνη ευαγγελία ευτυχία ζωή θεοδώρα ιωάννα κατερίνα
    κωνσταντίνα μαργαρίτα νίκη ουρανία παναγιώτα παρασκευή σοφία σταυρούλα χριστίνα χρυσούλα
    joseph carmel doris karmenu ġorġ mohammed muhammad mohamed ahmed ali fatima mehmet mustafa ayşe fatma emine hassan hussein omar
    ibrahim yusuf leyla amir abdel abdul aicha aylin bilal can cem deniz emre elif ebru erkan esra fatih ferhat gül hakan hamza
    hatice hülya ismail kemal khadija karim khalid layla mahmoud malika mehdi meryem mourad murat nadia nasser nurcan orhan osman
    özlem rachid rachida said salim samir selin serkan sibel tarek tariq umut yasemin yasin yasmin youssef zeynep
    """
}
