"""Compara una copia del libro de la comuna con las palabras de un acta impresa.

    python3 verificar.py libro.jsonl --acta 15 --palabras "vector definir ... masivo"
Lee commune.db, libro.jsonl, el .zip del libro o la prueba de un asiento, sin escribir en ellos. Basta Python 3.8.
  --acta N, --corte N   el papel con que se compara     --palabras, --huella   lo que dice el papel
  --copia VIEJA         busca el asiento que cambió     --asiento UID          saca la prueba de un asiento
Termina con 0 si coincide, con 1 si no coincide o faltan asientos, con 2 si no se pudo comparar.
"""
from __future__ import annotations

import base64, hashlib, json, pathlib, sqlite3, sys, unicodedata, zipfile
from typing import Any, Iterable, Iterator, NamedTuple, NoReturn

FIELDS = "number uid kind body happened registered author on_behalf_of reverses previous own_hash".split()
BOUND, SPANISH = "closing sort session at count last root previous".split(), ("uid", "clase", "cuerpo", "fecha del hecho", "fecha del registro", "autor", "en nombre de", "anula")
COMMUNE = "SELECT slug FROM commune WHERE 2 = (SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('commune', 'entry'))"
BOOK = "SELECT %s FROM entry NOT INDEXED WHERE journal = 'book' ORDER BY number, id" % ", ".join(FIELDS)
PAPER, SAID, OTHER, MOST = {"--acta": "session", "--corte": "closing"}, {"--palabras", "--huella"}, {"--copia", "--asiento"}, 40
CHANGED = "NO COINCIDE: %s fue cambiado"
TODO = "Qué hacer: guarde esta copia y compruebe los papeles de antes; lo que sigue al último que coincide fue escrito de nuevo entero. Con una copia vieja del libro, --copia dice qué asiento"
WORDS = """ábaco abdomen abeja abierto abogado abono aborto abrazo abrir abuelo abuso acabar academia acceso acción aceite acelga acento aceptar ácido aclarar acné acoger acoso activo acto actriz actuar acudir
acuerdo acusar adicto admitir adoptar adorno aduana adulto aéreo afectar afición afinar afirmar ágil agitar agonía agosto agotar agregar agrio agua agudo águila aguja ahogo ahorro aire aislar ajedrez
ajeno ajuste alacrán alambre alarma alba álbum alcalde aldea alegre alejar alerta aleta alfiler alga algodón aliado aliento alivio alma almeja almíbar altar alteza altivo alto altura alumno alzar
amable amante amapola amargo amasar ámbar ámbito ameno amigo amistad amor amparo amplio ancho anciano ancla andar andén anemia ángulo anillo ánimo anís anotar antena antiguo antojo anual anular
anuncio añadir añejo año apagar aparato apetito apio aplicar apodo aporte apoyo aprender aprobar apuesta apuro arado araña arar árbitro árbol arbusto archivo arco arder ardilla arduo área árido aries
armonía arnés aroma arpa arpón arreglo arroz arruga arte artista asa asado asalto ascenso asegurar aseo asesor asiento asilo asistir asno asombro áspero astilla astro astuto asumir asunto atajo ataque
atar atento ateo ático atleta átomo atraer atroz atún audaz audio auge aula aumento ausente autor aval avance avaro ave avellana avena avestruz avión aviso ayer ayuda ayuno azafrán azar azote azúcar
azufre azul baba babor bache bahía baile bajar balanza balcón balde bambú banco banda baño barba barco barniz barro báscula bastón basura batalla batería batir batuta baúl bazar bebé bebida bello
besar beso bestia bicho bien bingo blanco bloque blusa boa bobina bobo boca bocina boda bodega boina bola bolero bolsa bomba bondad bonito bono bonsái borde borrar bosque bote botín bóveda bozal bravo
brazo brecha breve brillo brinco brisa broca broma bronce brote bruja brusco bruto buceo bucle bueno buey bufanda bufón búho buitre bulto burbuja burla burro buscar butaca buzón caballo cabeza cabina
cabra cacao cadáver cadena caer café caída caimán caja cajón cal calamar calcio caldo calidad calle calma calor calvo cama cambio camello camino campo cáncer candil canela canguro canica canto caña
cañón caoba caos capaz capitán capote captar capucha cara carbón cárcel careta carga cariño carne carpeta carro carta casa casco casero caspa castor catorce catre caudal causa cazo cebolla ceder cedro
celda célebre celoso célula cemento ceniza centro cerca cerdo cereza cero cerrar certeza césped cetro chacal chaleco champú chancla chapa charla chico chiste chivo choque choza chuleta chupar ciclón
ciego cielo cien cierto cifra cigarro cima cinco cine cinta ciprés circo ciruela cisne cita ciudad clamor clan claro clase clave cliente clima clínica cobre cocción cochino cocina coco código codo
cofre coger cohete cojín cojo cola colcha colegio colgar colina collar colmo columna combate comer comida cómodo compra conde conejo conga conocer consejo contar copa copia corazón corbata corcho
cordón corona correr coser cosmos costa cráneo cráter crear crecer creído crema cría crimen cripta crisis cromo crónica croqueta crudo cruz cuadro cuarto cuatro cubo cubrir cuchara cuello cuento
cuerda cuesta cueva cuidar culebra culpa culto cumbre cumplir cuna cuneta cuota cupón cúpula curar curioso curso curva cutis dama danza dar dardo dátil deber débil década decir dedo defensa definir
dejar delfín delgado delito demora denso dental deporte derecho derrota desayuno deseo desfile desnudo destino desvío detalle detener deuda día diablo diadema diamante diana diario dibujo dictar
diente dieta diez difícil digno dilema diluir dinero directo dirigir disco diseño disfraz diva divino doble doce dolor domingo don donar dorado dormir dorso dos dosis dragón droga ducha duda duelo
dueño dulce dúo duque durar dureza duro ébano ebrio echar eco ecuador edad edición edificio editor educar efecto eficaz eje ejemplo elefante elegir elemento elevar elipse élite elixir elogio eludir
embudo emitir emoción empate empeño empleo empresa enano encargo enchufe encía enemigo enero enfado enfermo engaño enigma enlace enorme enredo ensayo enseñar entero entrar envase envío época equipo
erizo escala escena escolar escribir escudo esencia esfera esfuerzo espada espejo espía esposa espuma esquí estar este estilo estufa etapa eterno ética etnia evadir evaluar evento evitar exacto examen
exceso excusa exento exigir exilio existir éxito experto explicar exponer extremo fábrica fábula fachada fácil factor faena faja falda fallo falso faltar fama familia famoso faraón farmacia farol
farsa fase fatiga fauna favor fax febrero fecha feliz feo feria feroz fértil fervor festín fiable fianza fiar fibra ficción ficha fideo fiebre fiel fiera fiesta figura fijar fijo fila filete filial
filtro fin finca fingir finito firma flaco flauta flecha flor flota fluir flujo flúor fobia foca fogata fogón folio folleto fondo forma forro fortuna forzar fosa foto fracaso frágil franja frase
fraude freír freno fresa frío frito fruta fuego fuente fuerza fuga fumar función funda furgón furia fusil fútbol futuro gacela gafas gaita gajo gala galería gallo gamba ganar gancho ganga ganso garaje
garza gasolina gastar gato gavilán gemelo gemir gen género genio gente geranio gerente germen gesto gigante gimnasio girar giro glaciar globo gloria gol golfo goloso golpe goma gordo gorila gorra gota
goteo gozar grada gráfico grano grasa gratis grave grieta grillo gripe gris grito grosor grúa grueso grumo grupo guante guapo guardia guerra guía guiño guion guiso guitarra gusano gustar haber hábil
hablar hacer hacha hada hallar hamaca harina haz hazaña hebilla hebra hecho helado helio hembra herir hermano héroe hervir hielo hierro hígado higiene hijo himno historia hocico hogar hoguera hoja
hombre hongo honor honra hora hormiga horno hostil hoyo hueco huelga huerta hueso huevo huida huir humano húmedo humilde humo hundir huracán hurto icono ideal idioma ídolo iglesia iglú igual ilegal
ilusión imagen imán imitar impar imperio imponer impulso incapaz índice inerte infiel informe ingenio inicio inmenso inmune innato insecto instante interés íntimo intuir inútil invierno ira iris
ironía isla islote jabalí jabón jamón jarabe jardín jarra jaula jazmín jefe jeringa jinete jornada joroba joven joya juerga jueves juez jugador jugo juguete juicio junco jungla junio juntar júpiter
jurar justo juvenil juzgar kilo koala labio lacio lacra lado ladrón lagarto lágrima laguna laico lamer lámina lámpara lana lancha langosta lanza lápiz largo larva lástima lata látex latir laurel lavar
lazo leal lección leche lector leer legión legumbre lejano lengua lento leña león leopardo lesión letal letra leve leyenda libertad libro licor líder lidiar lienzo liga ligero lima límite limón limpio
lince lindo línea lingote lino linterna líquido liso lista litera litio litro llaga llama llanto llave llegar llenar llevar llorar llover lluvia lobo loción loco locura lógica logro lombriz lomo lonja
lote lucha lucir lugar lujo luna lunes lupa lustro luto luz maceta macho madera madre maduro maestro mafia magia mago maíz maldad maleta malla malo mamá mambo mamut manco mando manejar manga maniquí
manjar mano manso manta mañana mapa máquina mar marco marea marfil margen marido mármol marrón martes marzo masa máscara masivo matar materia matiz matriz máximo mayor mazorca mecha medalla medio
médula mejilla mejor melena melón memoria menor mensaje mente menú mercado merengue mérito mes mesón meta meter método metro mezcla miedo miel miembro miga mil milagro militar millón mimo mina minero
mínimo minuto miope mirar misa miseria misil mismo mitad mito mochila moción moda modelo moho mojar molde moler molino momento momia monarca moneda monja monto moño morada morder moreno morir morro
morsa mortal mosca mostrar motivo mover móvil mozo mucho mudar mueble muela muerte muestra mugre mujer mula muleta multa mundo muñeca mural muro músculo museo musgo música muslo nácar nación nadar
naipe naranja nariz narrar nasal natal nativo natural náusea naval nave navidad necio néctar negar negocio negro neón nervio neto neutro nevar nevera nicho nido niebla nieto niñez niño nítido nivel
nobleza noche nómina noria norma norte nota noticia novato novela novio nube nuca núcleo nudillo nudo nuera nueve nuez nulo número nutria oasis obeso obispo objeto obra obrero observar obtener obvio
oca ocaso océano ochenta ocho ocio ocre octavo octubre oculto ocupar ocurrir odiar odio odisea oeste ofensa oferta oficio ofrecer ogro oído oír ojo ola oleada olfato olivo olla olmo olor olvido
ombligo onda onza opaco opción ópera opinar oponer optar óptica opuesto oración orador oral órbita orca orden oreja órgano orgía orgullo oriente origen orilla oro orquesta oruga osadía oscuro osezno
oso ostra otoño otro oveja óvulo óxido oxígeno oyente ozono pacto padre paella página pago país pájaro palabra palco paleta pálido palma paloma palpar pan panal pánico pantera pañuelo papá papel
papilla paquete parar parcela pared parir paro párpado parque párrafo parte pasar paseo pasión paso pasta pata patio patria pausa pauta pavo payaso peatón pecado pecera pecho pedal pedir pegar peine
pelar peldaño pelea peligro pellejo pelo peluca pena pensar peñón peón peor pepino pequeño pera percha perder pereza perfil perico perla permiso perro persona pesa pesca pésimo pestaña pétalo petróleo
pez pezuña picar pichón pie piedra pierna pieza pijama pilar piloto pimienta pino pintor pinza piña piojo pipa pirata pisar piscina piso pista pitón pizca placa plan plata playa plaza pleito pleno
plomo pluma plural pobre poco poder podio poema poesía poeta polen policía pollo polvo pomada pomelo pomo pompa poner porción portal posada poseer posible poste potencia potro pozo prado precoz
pregunta premio prensa preso previo primo príncipe prisión privar proa probar proceso producto proeza profesor programa prole promesa pronto propio próximo prueba público puchero pudor pueblo puerta
puesto pulga pulir pulmón pulpo pulso puma punto puñal puño pupa pupila puré quedar queja quemar querer queso quieto química quince quitar rábano rabia rabo ración radical raíz rama rampa rancho rango
rapaz rápido rapto rasgo raspa rato rayo raza razón reacción realidad rebaño rebote recaer receta rechazo recoger recreo recto recurso red redondo reducir reflejo reforma refrán refugio regalo regir
regla regreso rehén reino reír reja relato relevo relieve relleno reloj remar remedio remo rencor rendir renta reparto repetir reposo reptil res rescate resina respeto resto resumen retiro retorno
retrato reunir revés revista rey rezar rico riego rienda riesgo rifa rígido rigor rincón riñón río riqueza risa ritmo rito rizo roble roce rociar rodar rodeo rodilla roer rojizo rojo romero romper ron
ronco ronda ropa ropero rosa rosca rostro rotar rubí rubor rudo rueda rugir ruido ruina ruleta rulo rumbo rumor ruptura ruta rutina sábado saber sabio sable sacar sagaz sagrado sala saldo salero salir
salmón salón salsa salto salud salvar samba sanción sandía sanear sangre sanidad sano santo sapo saque sardina sartén sastre satán sauna saxofón sección seco secreto secta sed seguir seis sello selva
semana semilla senda sensor señal señor separar sepia sequía ser serie sermón servir sesenta sesión seta setenta severo sexo sexto sidra siesta siete siglo signo sílaba silbar silencio silla símbolo
simio sirena sistema sitio situar sobre socio sodio sol solapa soldado soledad sólido soltar solución sombra sondeo sonido sonoro sonrisa sopa soplar soporte sordo sorpresa sorteo sostén sótano suave
subir suceso sudor suegra suelo sueño suerte sufrir sujeto sultán sumar superar suplir suponer supremo sur surco sureño surgir susto sutil tabaco tabique tabla tabú taco tacto tajo talar talco talento
talla talón tamaño tambor tango tanque tapa tapete tapia tapón taquilla tarde tarea tarifa tarjeta tarot tarro tarta tatuaje tauro taza tazón teatro techo tecla técnica tejado tejer tejido tela
teléfono tema temor templo tenaz tender tener tenis tenso teoría terapia terco término ternura terror tesis tesoro testigo tetera texto tez tibio tiburón tiempo tienda tierra tieso tigre tijera tilde
timbre tímido timo tinta tío típico tipo tira tirón titán títere título tiza toalla tobillo tocar tocino todo toga toldo tomar tono tonto topar tope toque tórax torero tormenta torneo toro torpedo
torre torso tortuga tos tosco toser tóxico trabajo tractor traer tráfico trago traje tramo trance trato trauma trazar trébol tregua treinta tren trepar tres tribu trigo tripa triste triunfo trofeo
trompa tronco tropa trote trozo truco trueno trufa tubería tubo tuerto tumba tumor túnel túnica turbina turismo turno tutor ubicar úlcera umbral unidad unir universo uno untar uña urbano urbe urgente
urna usar usuario útil utopía uva vaca vacío vacuna vagar vago vaina vajilla vale válido valle valor válvula vampiro vara variar varón vaso vecino vector vehículo veinte vejez vela velero veloz vena
vencer venda veneno vengar venir venta venus ver verano verbo verde vereda verja verso verter vía viaje vibrar vicio víctima vida vídeo vidrio viejo viernes vigor vil villa vinagre vino viñedo violín
viral virgo virtud visor víspera vista vitamina viudo vivaz vivero vivir vivo volcán volumen volver voraz votar voto voz vuelo vulgar yacer yate yegua yema yerno yeso yodo yoga yogur zafiro zanja
zapato zarza zona zorro zumo zurdo""".split()

class Row(NamedTuple):
    """Un asiento de la copia; `own` es la huella que le toca por lo que dice."""
    number: int
    fields: tuple[bytes | None, ...]
    own: str
    is_whole: bool = True

def row_of(commune: str, told: Iterable[object]) -> Row:
    fields = tuple(map(raw, told))
    own = digest(b"conuco/entry/1", (commune.encode(), b"book", *fields[:10])).hex()
    own = own if any(fields[1:10]) else (fields[10] or b"").decode("ascii", "replace")  # solo la huella: lo demás es reservado
    number = int(fields[0]) if fields[0] and fields[0].isdigit() and len(fields[0]) < 16 else -1
    return Row(number, fields, own, fields[10] == own.encode())
def raw(one: object) -> bytes | None:
    return one if one is None or isinstance(one, bytes) else str(one).encode(errors="replace")
def digest(label: bytes, told: Iterable[bytes | None]) -> bytes:
    """Calcula una huella: cada dato con su largo delante (chain.py y fingerprint.py de Conuco)."""
    parts = [b"\xff" * 8 if one is None else len(one).to_bytes(8, "big") + one for one in told]
    return hashlib.sha256(label + b"".join(parts)).digest()
def fingerprint(commune: str, said: dict[str, Any]) -> bytes:
    return digest(b"conuco/closing/1", (commune.encode(), *(raw(said.get(one)) for one in BOUND)))
def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()

def tree(rows: list[Row]) -> list[list[bytes]]:
    """Calcula el árbol de huellas, piso por piso, de las hojas a la raíz (RFC 9162, 2.1)."""
    floors = [[hashlib.sha256(b"\0" + bytes.fromhex(one.own)).digest() for one in rows]]
    while len(low := floors[-1]) > 1:
        floors.append([*map(node, low[::2], low[1::2]), *low[len(low) - len(low) % 2:]])
    return floors if rows else [[hashlib.sha256().digest()]]

def read(path: str) -> tuple[str, list[Row]]:
    """Lee la comuna y los asientos de una copia del libro, también mientras la estación lo usa."""
    file, content = pathlib.Path(path).resolve(), pathlib.Path(path).read_bytes()
    if content.startswith(b"SQLite format 3\0"):
        mode = "?mode=ro" if pathlib.Path("%s-wal" % file).exists() else "?immutable=1"
        book = sqlite3.connect(file.as_uri() + mode, uri=True)
        book.text_factory = bytes
        return (commune := book.execute(COMMUNE).fetchone()[0].decode()), [row_of(commune, one) for one in book.execute(BOOK)]
    head, *lines = (zipfile.ZipFile(path).read("libro.jsonl") if content.startswith(b"PK") else content).splitlines()
    return (commune := json.loads(head)["comuna"]), [line_of(commune, *one) for one in enumerate(lines, 1)]
def line_of(commune: str, number: int, line: bytes) -> Row:
    try:
        return row_of(commune, list(map(json.loads(line).get, FIELDS)))
    except (ValueError, AttributeError, RecursionError):
        return row_of(commune, (number, line, *(None,) * 9))

def faults(rows: list[Row]) -> Iterator[tuple[int, str]]:
    """Dice qué asientos no encajan en la cadena, cada uno con su número."""
    before = Row(0, (), "0" * 64)
    for row in rows:
        if row.number > before.number + 1:
            yield before.number + 1, "FALTAN asientos: " + span(before.number + 1, row.number - 1)
        elif row.number <= before.number:
            yield row.number, "NO COINCIDE: %s está fuera de lugar" % span(row.number)
        elif row.is_whole and before.is_whole and row.fields[9] not in (None, before.own.encode()):
            yield max(before.number, 1), CHANGED % span(max(before.number, 1))
        if not row.is_whole:
            yield row.number, CHANGED % span(row.number)
        before = row

def wanted(asked: dict[str, str]) -> tuple[str, int, str]:
    return next((PAPER[one], int(asked[one]), "%s %s" % (one[2:], int(asked[one]))) for one in PAPER if one in asked)
def verdict(commune: str, rows: list[Row], asked: dict[str, str], paper: bytes) -> Iterator[str]:
    """Compara la copia con el papel, del que se conocen los primeros bytes de su huella."""
    (field, number, name), last, bad = wanted(asked), max([0, *(one.number for one in rows)]), list(faults(rows))
    closings = [(one.number, json.loads(one.fields[3] or b"")) for one in rows if one.fields[2] == b"closing" and one.is_whole]
    own = [said for _, said in closings if said.get(field) == number]
    right = [one for one in closings if fingerprint(commune, one[1]).startswith(paper)]
    place, said = right[0] if right else (last, {})
    inside, before = [one for one in rows if one.number < place], [text for at, text in bad if at <= place]
    if right and said not in own:
        yield "NO COINCIDE: esas palabras no son del %s, son del cierre %s" % (name, said["closing"])
    elif before:
        yield from before
    elif not own:
        yield "FALTAN asientos: esta copia llega al %s y no trae el %s; es de antes, o le cortaron el final" % (last, name)
    elif not right:
        yield "NO COINCIDE: alguien escribió otro libro; sus palabras del %s son: %s. %s" % (name, words_of(fingerprint(commune, own[0])), TODO)
    elif tree(inside)[-1][0].hex() != said["root"]:
        yield "NO COINCIDE: alguien escribió otro libro después del %s. %s" % (name, TODO)
    else:
        closed = ", %s sin su contenido" % sum(not one.fields[3] for one in inside)
        yield "COINCIDE con el %s (asientos 1 a %s%s)" % (name, len(inside), "" if closed[2] == "0" else closed)
        yield "Posterior a ese papel: %s asientos; aún sin cerrar: %s" % (last - place, last - closings[-1][0])
        yield from (text for at, text in bad if at > place)
        yield from proof(commune, inside, said, asked["--asiento"]) if "--asiento" in asked else ()

def differences(rows: list[Row], old: list[Row]) -> Iterator[str]:
    """Dice en qué se aparta la copia de una más vieja, asiento por asiento."""
    now, then, i, j = {one.fields[1] for one in rows}, {one.fields[1] for one in old}, 0, 0
    same = next((i for i, (one, was) in enumerate(zip(rows, old)) if one.own != was.own), len(old))
    if rows[same:] and old[same:] and {one.own for one in rows[same:]}.isdisjoint(was.own for was in old[same:]):
        yield "Todo lo que sigue al asiento %s es otro libro: no queda igual ni un asiento" % same
    while i < len(old):
        was, new = old[i], rows[j] if j < len(rows) else None
        if new is None or (was.fields[1] not in now and new.fields[1] in then):
            yield "FALTAN asientos: %s de la copia vieja" % span(was.number)
            j -= 1
        elif new.fields[1] not in then and was.fields[1] in now:
            yield "NO COINCIDE: alguien metió %s" % span(new.number)
            i -= 1
        elif was.fields[1:9] != new.fields[1:9] and was.own != new.own:
            told = [one for one in zip(SPANISH, map(plainly, was.fields[1:]), map(plainly, new.fields[1:])) if one[1] != one[2]]
            yield CHANGED % span(new.number) + "".join("; %s: antes %s, ahora %s" % one for one in told)
        i, j = i + 1, j + 1

def proof(commune: str, rows: list[Row], said: dict[str, Any], uid: str) -> Iterator[str]:
    """Prueba que un asiento está en el árbol: lo que se le junta de cada piso, a su izquierda o derecha."""
    place = next((i for i, one in enumerate(rows) if one.fields[1] == uid.encode()), -1)
    if place < 0 or not rows[place].fields[3]:
        refuse("En lo que cerró ese papel no hay un asiento %s con su contenido. Revise el uid, o use la copia entera." % uid)
    yield "PRUEBA (RFC 9162) de %s, raíz %s. Guarde en un archivo la línea que sigue:" % (span(rows[place].number), said["root"])
    way = [("izquierda " if place >> up & 1 else "derecha ") + floor[place >> up ^ 1].hex() for up, floor in enumerate(tree(rows)[:-1]) if place >> up ^ 1 < len(floor)]
    yield json.dumps({"camino": way, "comuna": commune, "cierre": said, "asiento": dict(zip(FIELDS, (one and one.decode() for one in rows[place].fields)))})

def proved(told: dict[str, Any], asked: dict[str, str], paper: bytes) -> Iterator[str]:
    """Comprueba una prueba con el papel, sin el libro: del asiento a la raíz, y de la raíz a las palabras."""
    (field, number, name), said, row = wanted(asked), told["cierre"], row_of(told["comuna"], map(told["asiento"].get, FIELDS))
    top = tree([row])[0][0]
    for side, beside in ((side, bytes.fromhex(beside)) for side, beside in map(str.split, told["camino"])):
        top = node(beside, top) if side == "izquierda" else node(top, beside)
    if said.get(field) != number or not fingerprint(told["comuna"], said).startswith(paper):
        yield "NO COINCIDE: esa prueba no es del libro que cerró el %s" % name
    elif top.hex() != said["root"] or not (row.is_whole and row.fields[3]) or row.fields[1] != asked["--asiento"].encode():
        yield "NO COINCIDE: la prueba no lleva del asiento %s, con eso escrito, al libro que cerró el %s" % (asked["--asiento"], name)
    else:
        yield "COINCIDE: %s está así en el libro que cerró el %s; de los demás esta prueba no dice nada" % (span(row.number), name)
        yield from ("  %s: %s" % (label, plainly(one)) for label, one in zip(SPANISH, row.fields[1:9]) if one)

def plainly(field: bytes | None) -> str:
    return (field or b"nada").decode(errors="replace")
def span(first: int, last: int = -1) -> str:
    return "los asientos %s a %s" % (first, last) if last > first else "el asiento %s" % first
def plain(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(one))[:4]
def words_of(whole: bytes) -> str:
    number = int.from_bytes(whole[:16] + hashlib.sha256(whole[:16]).digest()[:1], "big") >> 4
    return " ".join(WORDS[number >> place & 2047] for place in range(121, -1, -11))

def heard(words: str) -> bytes:
    """Devuelve los 128 bits que dicen doce palabras; bastan cuatro letras de cada una, sin tildes."""
    known, given = {plain(one): i for i, one in enumerate(WORDS)}, words.replace(",", " ").split()
    strange = ["No es de la lista: %s." % one for one in given if plain(one) not in known]
    if strange or len(given) != 12:
        refuse(" ".join(["Son doce palabras y aquí hay %s. Léalas otra vez." % len(given), *strange]))
    number = sum(known[plain(one)] << 11 * (11 - i) for i, one in enumerate(given))
    if number & 15 != hashlib.sha256((number >> 4).to_bytes(16, "big")).digest()[0] >> 4:
        refuse("Alguna de las doce palabras está mal leída. Léalas otra vez en el papel.")
    return (number >> 4).to_bytes(16, "big")
def letters(groups: str) -> bytes:
    text = "".join(groups.upper().translate({48: "O", 49: "I", 56: "B"}).split())
    if len(text) != 52 or set(text) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"):
        refuse("La huella son 13 grupos de cuatro letras y números. Léala otra vez en el papel.")
    return base64.b32decode(text + "====")
def refuse(why: str) -> NoReturn:
    print(why)
    sys.exit(2)
def main(given: list[str]) -> int:
    asked = dict(zip(given[1::2], given[2::2]))
    if len(given) % 2 == 0 or not (asked.keys() & PAPER and asked.keys() & SAID) or asked.keys() - PAPER - SAID - OTHER:
        refuse((__doc__ or "").strip())
    paper = letters(asked["--huella"]) if "--huella" in asked else heard(asked["--palabras"])
    try:
        content = pathlib.Path(given[0]).read_bytes() if "--asiento" in asked else b""  # sin --asiento se compara siempre un libro entero
        proofs = [json.loads(one) for one in content.replace(b"\0", b"").splitlines() if one.startswith(b'{"camino": [')]
        commune, rows = ("", []) if proofs else read(given[0])
        lines = list(proved(proofs[0], asked, paper) if proofs else verdict(commune, rows, asked, paper))
        lines += differences(rows, read(asked["--copia"])[1]) if "--copia" in asked else ()
    except Exception as error:  # noqa: BLE001 - sea lo que sea, la persona lee qué hacer
        why = "no está " + error.filename if isinstance(error, FileNotFoundError) else error
        refuse("No se pudo comparar (%s). Revise el nombre del archivo, o use otra copia del libro." % why)
    shown = ["".join(sign if sign.isprintable() else "?" for sign in one) for one in lines[:MOST]]
    print("\n".join(shown + ["y %s líneas más" % (len(lines) - MOST)] * (len(lines) > MOST)))
    return int(any(one.startswith(("NO", "FALTAN")) for one in lines))

if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
