"""The table of legal forms: class, countries, and the ways to write each form.

References:
    Serbia, Law on Companies (2011), art. 139, 245, 270, 93, 125; Montenegro, Law on Companies (2020),
    art. 3; Bosnia and Herzegovina, Law on Companies of the Federation (2015), art. 2, and of Republika
    Srpska (2008), art. 3; North Macedonia, Law on Trade Companies (2004), art. 20; Albania, Law 9901 on
    entrepreneurs and companies (2008), art. 1; Kosovo*, Law 06/L-016 on business organisations (2018),
    art. 4; Croatia, Slovenia, Bulgaria, Greece and
    others: ISO 20275 (GLEIF code list of entity legal forms 1.4.1), which has no rows for AL, BA, ME.
"""

from __future__ import annotations

__all__ = ["LEGAL_FORMS"]

_TABLE = """
limited      RS ME BA HR   d.o.o. | društvo sa ograničenom odgovornošću
limited      RS ME BA HR   društvo s ograničenom odgovornošću
limited      RS ME BA      друштво са ограниченом одговорношћу | preduzeće sa ograničenom odgovornošću
limited      HR            j.d.o.o. | jednostavno društvo s ograničenom odgovornošću
limited      SI            družba z omejeno odgovornostjo
limited      MK            d.o.o.e.l. | друштво со ограничена одговорност
limited      MK            drushtvo so ogranichena odgovornost
limited      MK            друштво со ограничена одговорност на едно лице | ДООЕЛ | ДОО
limited      MK            drushtvo so ogranichena odgovornost od edno lice
limited      MK            друштво со ограничена одговорност од едно лице
limited      AL XK         sh.p.k. | shpk | shoqëri me përgjegjësi të kufizuar
limited      AL XK         shoqëria me përgjegjësi të kufizuar
limited      XK            kompani me përgjegjësi të kufizuar | l.l.c. | o.p.k.
joint_stock  RS ME BA MK   a.d. | akcionarsko društvo | акционарско друштво | akcionersko društvo
joint_stock  RS ME BA MK   dioničko društvo
joint_stock  BA HR         d.d. | dioničarsko društvo | deoničko društvo
joint_stock  SI            delniška družba
joint_stock  AL XK         sh.a. | shoqëri aksionare | shoqëria aksionere | shoqëri aksionere
partnership  RS ME BA MK   o.d. | ortačko društvo | javno trgovačko društvo | j.t.d.
partnership  RS ME BA MK   трговско друштво јавно | ј.т.д.
partnership  RS ME BA MK   k.d. | komanditno društvo | командитно друштво | к.д. | k.d.a.
partnership  AL XK         sh.k.v. | shoqëri kolektive | ortakëri e përgjithshme | o.p.
partnership  AL XK         shoqëri komandite | sh.kom. | ortakëri e kufizuar
sole_trader  XK            n.t.p. | ndërmarrje tregtare prodhuese | n.p.t.
sole_trader  XK            ndërmarrje prodhuese tregtare | n.t. | n.p.n.
sole_trader  XK            n.t.sh. | ndërmarrje tregtare shërbyese | n.n.t.
sole_trader  XK            ndërmarrje ndërtimore tregtare | n.n.sh.
sole_trader  XK            n.n.p. | n.n.t.sh. | ndërmarrje ndërtimore tregtare shërbyese | n.p.t.sh.
sole_trader  XK            n.t.n. | n.sh.t. | n.p.sh.
sole_trader  XK            d.p.t. | dyqan për tregti | d.p.h. | d.p.z. | b.i. | biznes individual
sole_trader  XK            d.p.p.
sole_trader  AL            person fizik | p.f.
sole_trader  RS ME BA      preduzetnik | предузетник | s.t.r. | samostalna trgovinska radnja | s.z.r.
sole_trader  RS ME BA      s.u.r. | zanatska radnja
sole_trader  RS ME BA      p.r. | s.t.z.r. | samostalna zanatska radnja | obrt | t.r. | s.p.
sole_trader  RS ME BA      samostalni preduzetnik
sole_trader  MK            т.п. | трговец поединец | t.p. | trgovec poedinec | ч.т.п.
state        RS ME BA MK   j.p. | javno preduzeće | јавно претпријатие | јавно предузеће
state        RS ME BA MK   javno poduzeće | јавна установа | j.u. | j.k.p.
state        AL XK         n.p. | ndërmarrje publike | ndërmarrje shtetërore | ndërmarrja publike
cooperative  RS ME BA MK   zadruga | zemljoradnička zadruga | задруга | z.z.
association  RS ME BA MK   udruženje | udruženje građana | здружение | nevladina organizacija | n.v.o.
association  AL XK         shoqata | o.j.q. | organizatë joqeveritare
enterprise   RS ME BA MK   preduzeće | предузеће | poduzeće | претпријатие | trgovinsko preduzeće
enterprise   RS ME BA MK   privredno društvo
enterprise   RS ME BA MK   društvo za proizvodnju i trgovinu | друштво за производство и трговија
enterprise   RS ME BA MK   društvo za proizvodnju promet i usluge
enterprise   RS ME BA MK   društvo za trgovinu i usluge | друштво за производство трговија и услуги
enterprise   RS ME BA MK   društvo za proizvodnju trgovinu i usluge
enterprise   RS ME BA MK   друштво за трговија и услуги | друштво за трговија | d.p.t.u. | д.п.т.у.
limited      BG            о.о.д. | е.о.о.д. | ood | eood | дружество с ограничена отговорност
limited      BG            еднолично дружество с ограничена отговорност
joint_stock  BG            акционерно дружество | е.а.д. | ead | еднолично акционерно дружество
joint_stock  BG            а.д.с.и.ц.
sole_trader  BG            е.т. | едноличен търговец | с.д. | к.д.
limited      GR CY         ε.π.ε. | e.p.e. | εταιρεία περιορισμένης ευθύνης | ι.κ.ε. | i.k.e.
limited      GR CY         ιδιωτική κεφαλαιουχική εταιρεία
joint_stock  GR CY         α.ε. | a.e. | ανώνυμη εταιρεία | anonymi etairia
partnership  GR            ο.ε. | o.e. | ομόρρυθμη εταιρεία | ε.ε. | ετερόρρυθμη εταιρεία
limited      RO MD         s.r.l. | societate cu răspundere limitată | societatea cu răspundere limitată
joint_stock  RO            societate pe acțiuni
limited      HU            kft. | korlátolt felelősségű társaság
joint_stock  HU            zrt. | nyrt. | rt. | részvénytársaság | zártkörűen működő részvénytársaság
limited      RU BY UA      ооо | ooo | общество с ограниченной ответственностью | о.о.о.
limited      RU BY UA      ltd liability co
limited      BY            таварыства з абмежаванай адказнасцю | t.a.a. | одо | odo
limited      BY            общество с дополнительной ответственностью
limited      BY            таварыства з дадатковай адказнасцю
limited      UA            тов | tov | товариство з обмеженою відповідальністю
joint_stock  RU BY UA      ао | ao | акционерное общество | aktsiyanernaye tavarystva
joint_stock  RU BY UA      акцыянернае таварыства | акціонерне товариство
joint_stock  RU BY         оао | oao | открытое акционерное общество | адкрытае акцыянернае таварыства
joint_stock  RU BY         aat
joint_stock  RU BY         зао | zao | закрытое акционерное общество | закрытае акцыянернае таварыства
joint_stock  RU BY         zat
joint_stock  RU UA         пао | pao | публичное акционерное общество | публічне акціонерне товариство
joint_stock  RU UA         пат
joint_stock  RU            нао | nao | непубличное акционерное общество | hao
joint_stock  UA            приватне акціонерне товариство | прат | prat | відкрите акціонерне товариство
joint_stock  BY            сзао | szao | совместное закрытое акционерное общество
joint_stock  BY            сумеснае закрытае акцыянернае таварыства
limited      BY            сооо | sooo | совместное общество с ограниченной ответственностью
state        RU BY         фгуп | fgup | федеральное государственное унитарное предприятие | гуп | gup
state        RU BY         государственное унитарное предприятие
state        RU BY         унитарное предприятие | частное предприятие
state        RU BY         республиканское унитарное предприятие | руп | rup | муп | mup
state        RU BY         фгбу | fgbu | фгбун | фгбоу
state        RU BY         федеральное государственное бюджетное учреждение | фку | fku | фкп | fkp
state        RU BY         федеральное казенное предприятие | казенное предприятие
state        RU BY         государственное предприятие | гп | gp
state        RU            федеральное государственное казенное учреждение | фгку | fgku
state        RU            федеральное казенное учреждение
state        RU            федеральное государственное бюджетное научное учреждение
state        RU            муниципальное унитарное предприятие
association  RU            автономная некоммерческая организация | ано | ano
association  RU            некоммерческое партнерство | нко | nko
association  RU            общественная организация | региональная общественная организация
limited      INT           l.l.c. | llc | limited liability company | limited liability | ltd | limited
limited      INT           l.t.d. | co ltd | company limited
limited      INT           ltd co | private limited | pvt ltd | pvt | private limited company | pte ltd
limited      INT           pty ltd | pte | pty | pt
limited      INT           limited liability co | liability limited company | w.l.l.
limited      INT           with limited liability | s.p.c.
limited      INT           l.l.p. | llp | limited liability partnership | l.p. | limited partnership
limited      INT           fz llc | fze | fzc | fzco | fz co
joint_stock  INT           joint stock company | j.s.c. | jsc | joint stock co | pjsc
joint_stock  INT           public joint stock company | private joint stock company
joint_stock  INT           ojsc | open joint stock company | open joint-stock company | cjsc
joint_stock  INT           closed joint stock company | pssc
joint_stock  INT           joint-stock company | public joint-stock company | public limited company
joint_stock  INT           p.l.c. | plc | p.j.s.
joint_stock  INT           nonpublic joint stock company | non-public joint stock company
joint_stock  INT           open type joint stock company | jst co
company      INT           incorporated | inc | corporation | corp | company | co | and company | and co
company      INT           comp | cmpany | firm
company      INT           general partnership | sole proprietorship | enterprises limited
state        INT           state enterprise | state-owned enterprise | federal state unitary enterprise
state        INT           state unitary enterprise
state        INT           unitary enterprise | republican unitary enterprise
state        INT           private unitary enterprise | federal state budgetary institution
state        INT           federal state institution | federal state budgetary scientific institution
state        INT           federal state enterprise
limited      DE AT CH      gmbh | gesellschaft mit beschränkter haftung | g.m.b.h. | mbh | ug
limited      DE AT CH      gmbh co kg | gmbh and co kg | gesmbh
joint_stock  DE AT CH      ag | aktiengesellschaft | a.k.g. | kgaa | s.e. | kg | ohg
association  DE AT CH      e.v. | eingetragener verein | ggmbh
limited      FR BE LU      s.a.r.l. | société à responsabilité limitée | s.a.s.
limited      FR BE LU      société par actions simplifiée | s.a.s.u. | eurl | sprl
joint_stock  FR BE LU      s.a. | société anonyme | s.c.a.
limited      IT            s.r.l. | società a responsabilità limitata | s.r.l.s. | s.a.s. | s.n.c.
joint_stock  IT            s.p.a. | società per azioni
limited      ES LATAM      s.l. | sociedad limitada | s. de r.l. | sociedad de responsabilidad limitada
limited      ES LATAM      s. de r.l. de c.v. | ltda | limitada
limited      LATAM         s. de r.l. mi | srl de cv
limited      LATAM         sociedad de responsabilidad limitada de capital variable | e.i.r.l.
limited      LATAM         l.t.d.a.
joint_stock  ES LATAM PT   s.a. | sociedad anónima | s.a. de c.v. | sociedad anónima de capital variable
joint_stock  ES LATAM PT   s.a.s. | s.a.c. | c.a. | s.a. c.v.
joint_stock  LATAM         compañía anónima | sa de cv | sociedad por acciones simplificada | c.v.
joint_stock  LATAM         de c.v. | s.c. | s.p.r. de r.l. | s en c
limited      NL BE         b.v. | besloten vennootschap | b.v.b.a.
joint_stock  NL BE         n.v. | naamloze vennootschap
limited      PL            sp. z o.o. | spółka z ograniczoną odpowiedzialnością | sp z oo | spolka zoo
joint_stock  PL            spółka akcyjna
limited      CZ SK         s.r.o. | společnost s ručením omezeným | spoločnosť s ručením obmedzeným
limited      CZ SK         spol. s r.o.
joint_stock  CZ SK         a.s. | akciová společnost | akciová spoločnosť
limited      EE LV LT      oü | osaühing | sia | sabiedrība ar ierobežotu atbildību | uab
limited      EE LV LT      uždaroji akcinė bendrovė
joint_stock  SE DK FI NO   ab | aktiebolag | a/s | aktieselskab | asa | oyj | oy | osakeyhtiö | aps
joint_stock  SE DK FI NO   anpartsselskab | aksjeselskap
limited      TR            ltd şti | limited şirketi | ltd. sti. | limited sirketi
limited      TR            ticaret limited şirketi | sanayi ve ticaret limited şirketi
joint_stock  TR            a.ş. | anonim şirketi | anonim sirketi | sanayi ve ticaret anonim şirketi
limited      IR            massoulyat mahdood | ba masouliyat mahdood | ba masuliyat mahdud
joint_stock  IR            sherkat sahami | sherkate sahami khas | sherkat sahami khass | sahami khas
joint_stock  IR            sahami aam | sherkat
limited      MY ID IN      sdn bhd | sendirian berhad | bhd | berhad | s.d.n. b.h.d.
"""
LEGAL_FORMS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = tuple(
    (row[:13].strip(), tuple(row[13:27].split()), tuple(way.strip() for way in row[27:].split("|")))
    for row in _TABLE.strip().splitlines()
)
"""Class, countries, ways to write; ``INT`` stands for English in any country, ``LATAM`` for Latin America."""
