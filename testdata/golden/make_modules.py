#!/usr/bin/env python3
"""Makes modules.jsonl.gz: cases of module proxies, drawn at random and by hand, and what real go commands make of them.

  make_modules.py PLAYER SEED COUNT OUT.jsonl.gz
  PLAYER record --go 1.27.3=PATH --go 1.24.11=PATH --go 1.21.13=PATH --runs 1 OUT.jsonl.gz modules.jsonl.gz

PLAYER is the player of recorded module cases (modplay.py), which serves them on loopback and records. Three kinds:
answers of .info that JSON or the type refuses, graphs of requirements, and proxies with random lists, faults and separators.
"""
import base64, importlib.util, json, random, sys

player, seed, count, out = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
spec = importlib.util.spec_from_file_location("modplay", player)
modplay = importlib.util.module_from_spec(spec)
spec.loader.exec_module(modplay)
R = random.Random(seed)
n = count

# ---------------------------------------------------------------- answers of .info

bodies=['','null','true','1','"x"','[]','{}','{"Version":1}','{"Version":true}','{"Version":[]}','{"Version":{}}','{"Version":null}','{"Version":"v1.0.0","Time":1}','{"Version":"v1.0.0","Time":true}','{"Version":"v1.0.0","Time":[]}','{"Version":"v1.0.0","Time":{}}','{"Version":"v1.0.0","Time":null}','{"Version":"v1.0.0","Time":""}',
'{"Version":"v1.0.0","Time":"x"}','{"Version":"v1.0.0","Time":"2020-13-01T00:00:00Z"}','{"Version":"v1.0.0","Time":"2020-02-30T00:00:00Z"}','{"Version":"v1.0.0","Time":"2020-02-03T25:00:00Z"}','{"Version":"v1.0.0","Time":"2020-02-03T5:00:00Z"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00,5Z"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00+25:00"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00+23:61"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00+0100"}','{"Version":"v1.0.0","Time":"2020-02-03 05:00:00Z"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00Zx"}','{"Version":"v1.0.0","Time":"2020-02-03T05:60:00Z"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:61Z"}','{"Version":"v1.0.0","Time":"2020-2-3T05:00:00Z"}','{"Version":"v1.0.0","Time":"2020-02-03T24:00:00Z"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00.Z"}','{"Version":"v1.0.0","Time":"2020-00-03T05:00:00Z"}','{"Version":"v1.0.0","Time":"2020-02-00T05:00:00Z"}','{"Version":"v1.0.0","Time":"20200203"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00z"}','{"Version":"v1.0.0","Time":"2020-02-03t05:00:00Z"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00\\u005a"}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00-01"}',
'{"Version":"v1.0.0","Origin":1}','{"Version":"v1.0.0","Origin":"x"}','{"Version":"v1.0.0","Origin":[]}','{"Version":"v1.0.0","Origin":true}','{"Version":"v1.0.0","Origin":{"VCS":1}}','{"Version":"v1.0.0","Origin":{"Hash":[]}}','{"Version":"v1.0.0","Origin":{"vcs":"x","Zip":3}}','{"Version":"v1.0.0","Origin":{"RepoSum":{}}}',
'{"version":"v1.0.0"}','{"VERSION":"v1.0.0"}','{"Version":"v1.0.0","version":"v2.0.0"}','{"version":"v2.0.0","Version":"v1.0.0"}','{"Version":"v1.0.0","Version":"v1.1.0"}','{"Ver\\u0073ion":"v1.0.0"}','{"Verſion":"v1.0.0"}','{"Version":"v1.0.0","Name":3,"Short":4}','{"Version":3,"Time":4}','{"Time":4,"Version":3}','{"Version":3,"Origin":4}','{"Version":"v1.0.0"','{"Version":"v1.0.0"}}','{"Version":"v1.0.0"} x','{"Version":"v1.0.0",}','{Version:"v1.0.0"}',"{'Version':'v1.0.0'}",'{"Version" "v1.0.0"}','{"Version":"v1.0.0" "Time":null}','{"Version":"v1.0.0","Time"}','{"Version":v1.0.0}','{"Version":"v1.0.0\n"}','{"Version":"v1.0.0\\x"}','{"Version":"v1.0.0\\u12"}','{"Version":"v1.0.0\\u12g4"}','{"Version":"v1.0.0\\ud800"}','{"Version":tru}','{"Version":nul','{"Version":-}','{"Version":1.}','{"Version":1e}','{"Version":01}','{"x":1e999,"Version":"v1.0.0"}','[1,2','[1 2]','[1,]','{"a":[1,{"b":}]}','\ufeff{"Version":"v1.0.0"}','é','{é','{"a":é}','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00Z"}é','<html>','\x00','{"Version":"v1.0.0"}\n\n','  {"Version":"v1.0.0"}','{"Version":"v1.0.0"}\x00','{"Version":"v1.0.0"}{}','nullx','trux','tr','"abc','"abc\\','{"','{"a','{"a"','{"a":','{"a":1,','{"a":1,"','[','[1','[1,','-','1x','1.5e+','"\t"',"'",'"','\\','{"Version":"v1.0.0","Time":"2020-02-03T05:00:00+00:00:00"}','{"Version":"v1.0.0","Time":"é"}','{"Version":"v1.0.0","Time":"0000-01-01T00:00:00Z"}','{"Version":"v1.0.0","Time":"12020-01-01T00:00:00Z"}','{"Version":"v1.0.0","Time":"2020-01-01T00:00:00.123456789123Z"}']
cases=[]
for i,b in enumerate(bodies):
    m='corp.test/m'
    cases.append({'name':'json-%03d'%i,'what':b,'servers':[{'kind':'proxy','answers':{'/corp.test/m/@v/v1.0.0.info':{'body':b},'/corp.test/m/@v/v1.0.0.mod':{'body':'module corp.test/m\n'}}}],'env':{'GOPROXY':'$PROXY0'},'commands':[['list','-m','-json',m+'@v1.0.0']]})

# ---------------------------------------------------------------- graphs and packages

def z(m,v,files): return {'zip':{'files':[['%s@%s/%s'%(m,v,n),t] for n,t in files]}}
def case(name,mods,cmd,**kw):
    ans={}
    for (m,v,mod,files) in mods:
        b='/'+m+'/@v/'
        l=ans.setdefault(b+'list',{'body':''}); l['body']+=v+'\n'
        ans[b+v+'.info']={'body':json.dumps({'Version':v,'Time':'2020-01-01T00:00:00Z'})}
        ans[b+v+'.mod']=mod if isinstance(mod,dict) else {'body':mod}
        ans[b+v+'.zip']=z(m,v,files)
    cases.append({'name':name,'what':'','servers':[{'kind':'proxy','answers':ans}],'env':{'GOPROXY':'$PROXY0',**kw.pop('env',{})},'commands':[cmd],**kw})
A,B,C='corp.test/a','corp.test/b','corp.test/c'
g=[('a.go','package a\n')]
for arg in (A,A+'@v1.0.0',A+'@latest'):
    case('graph-new-'+arg,[(A,'v1.0.0','module corp.test/a\n\nrequire corp.test/b v1.0.0\n',g),(B,'v1.0.0','module corp.test/b\n\ngo 1.99\n',g)],['get',arg])
    case('graph-new2-'+arg,[(A,'v1.0.0','module corp.test/a\n\nrequire corp.test/b v1.0.0\n',g),(B,'v1.0.0','module corp.test/b\n\nrequire corp.test/c v1.0.0\n',g),(C,'v1.0.0','module corp.test/c\n\ngo 1.99\n',g)],['get',arg])
    case('graph-bad-'+arg,[(A,'v1.0.0','module corp.test/a\n\nrequire corp.test/b v1.0.0\n',g),(B,'v1.0.0','module corp.test/x\n',g)],['get',arg])
    case('graph-404-'+arg,[(A,'v1.0.0','module corp.test/a\n\nrequire corp.test/b v1.0.0\n',g),(B,'v1.0.0',{'status':404},g)],['get',arg])
    case('graph-two-'+arg,[(A,'v1.0.0','module corp.test/a\n\nrequire corp.test/b v1.0.0\nrequire corp.test/c v1.0.0\n',g),(B,'v1.0.0',{'status':404},g),(C,'v1.0.0',{'status':500},g)],['get',arg])
    case('graph-self-'+arg,[(A,'v1.0.0','module corp.test/a\n\nrequire corp.test/b v1.0.0\n',g),(A,'v1.1.0-pre','module corp.test/a\n',g),(B,'v1.0.0','module corp.test/b\n\nrequire corp.test/a v1.1.0-pre\n',g)],['get',arg])
    case('graph-pruned-'+arg,[(A,'v1.0.0','module corp.test/a\n\ngo 1.17\n\nrequire corp.test/b v1.0.0\n',g),(B,'v1.0.0',{'status':500},g)],['get',arg])
    case('graph-pruned116-'+arg,[(A,'v1.0.0','module corp.test/a\n\ngo 1.16\n\nrequire corp.test/b v1.0.0\n',g),(B,'v1.0.0','module corp.test/b\n\ngo 1.17\n\nrequire corp.test/c v1.0.0\n',g),(C,'v1.0.0',{'status':500},g)],['get',arg])
    case('go-up-'+arg,[(A,'v1.0.0','module corp.test/a\n\ngo 1.21.5\n',g)],['get',arg])
    case('toolnew-'+arg,[(A,'v1.0.0','module corp.test/a\n\ngo 1.99\n',g)],['get',arg],env={'GOTOOLCHAIN':'auto'})
    case('toolnew2-'+arg,[(A,'v1.0.0','module corp.test/a\n\ngo 1.99\n',[('go.mod','module corp.test/a\n\ngo 1.99\n')]+g)],['get',arg],env={'GOTOOLCHAIN':'go1.21.13+auto'})
    case('nopkg-'+arg,[(A,'v1.0.0','module corp.test/a\n',[('x/a.go','package a\n')])],['get',arg])
    case('internal-'+arg,[(A,'v1.0.0','module corp.test/a\n',g+[('internal/a.go','package a\n')])],['get',arg.replace('/a','/a/internal')])
    case('vendor-'+arg,[(A,'v1.0.0','module corp.test/a\n',g+[('vendor/x.test/y/a.go','package a\n')])],['get',arg.replace('/a','/a/vendor/x.test/y')])
    case('onlytest-'+arg,[(A,'v1.0.0','module corp.test/a\n',[('a_test.go','package a\n')])],['get',arg])
    case('ignored-'+arg,[(A,'v1.0.0','module corp.test/a\n',[('_a.go','package a\n')])],['get',arg])
    case('build-'+arg,[(A,'v1.0.0','module corp.test/a\n',[('a.go','//go:build ignore\n\npackage a\n')])],['get',arg])
    case('syntax-'+arg,[(A,'v1.0.0','module corp.test/a\n',[('a.go','oops\n')])],['get',arg])
    case('twopkg-'+arg,[(A,'v1.0.0','module corp.test/a\n',[('a.go','package a\n'),('b.go','package b\n')])],['get',arg])
    case('cap-'+arg,[(A,'v1.0.0','module corp.test/a\n',[('A.GO','package a\n')])],['get',arg])

# ---------------------------------------------------------------- random proxies

HOSTS=['corp.test','lab.example','hub.example']
WORDS=['alpha','kit','Nova','maple','fable','v2','quill']
POOL=['v0.1.0','v0.2.0','v1.0.0','v1.0.1','v1.1.0','v1.2.0','v1.2.3','v1.10.0','v1.2.0-rc.1','v1.3.0-beta','v1.3.0-rc.10','v1.3.0-rc.2','v2.0.0+incompatible','v3.1.0+incompatible','v2.0.0','v2.1.0','v1.1.0+meta','v1','v1.1',
 'v0.0.0-20190315130000-0123456789ab','v0.0.0-20200101000000-abcdefabcdef','v1.2.4-0.20210101000000-abcdefabcdef','V1.5.0','1.2.3','v01.0.0','v1.0.0-RC1']
PSE=['v0.0.0-20190315130000-0123456789ab','v0.0.0-20200101000000-abcdefabcdef','v1.2.4-0.20210101000000-abcdefabcdef']
def fault():
    return R.choice([{'status':404},{'status':410},{'status':500},{'status':403},{'status':404,'headers':{'Content-Type':'text/plain; charset=utf-8'},'body':'not found: x: unknown revision y\n'},{'fault':'truncate','body':'abcdefgh'},{'body':''},{'body':'<html><body>sign in</body></html>','headers':{'Content-Type':'text/html'}},{'body':'{}'},{'status':502,'reason':'Nope'},{'body':'null'},{'status':204}])
def info(v,t=None):
    t=t or '20%02d-0%d-1%dT00:00:00Z'%(R.randrange(18,25),R.randrange(1,9),R.randrange(9))
    o={'Version':v,'Time':t}
    if R.random()<.06: o['Version']=R.choice(POOL+['main','',None,3])
    if R.random()<.03: o['Time']=R.choice(['x',None,5,'2020-13-01T00:00:00Z'])
    if R.random()<.03: o['Origin']=R.choice([{'VCS':'git'},'x',None,[]])
    s=json.dumps(o)
    if R.random()<.02: s=s[:-1]
    if R.random()<.02: s+=' x'
    if R.random()<.02: s=s.replace('Version','version')
    return {'body':s}
def mod(m,v):
    t='module '+m+'\n'
    r=R.random()
    if r<.04: t='module other.test/x\n'
    elif r<.07: t=''
    elif r<.09: t='oops\n'
    elif r<.11: t='module '+m+'\nmodule x.test/y\n'
    elif r<.13: t='module "'+m+'"\n'
    if R.random()<.6: t+='\ngo '+R.choice(['1.18','1.16','1.21','1.21.0','1.99','1.20rc1','1.18.x','v1.20','1','foo'] if R.random()<.3 else ['1.18','1.20'])+'\n'
    if R.random()<.15: t='// Deprecated: use another.\n'+t
    if R.random()<.3:
        for _ in range(R.randrange(1,3)):
            a,b=R.choice(POOL),R.choice(POOL)
            t+='\n'+R.choice(['','// because of %s\n'%R.choice(['bugs','a long story'])])+R.choice(['retract '+a,'retract [%s, %s]'%(a,b)])+R.choice(['',' // published by mistake'])+'\n'
    if R.random()<.08: t+='\nrequire dep.test/a '+R.choice(['v1.0.0','latest','v2.0.0'])+'\n'
    if R.random()<.08: t+='\nignore ./x\ntool x.test/y\n'
    return {'body':t}
def zipa(m,v):
    pre='%s@%s/'%(m,v)
    files=[[pre+'go.mod','module '+m+'\n']]
    for d in ['','sub/','sub/deep/']:
        if R.random()<.7: files.append([pre+d+'a.go','package a\n'])
    r=R.random()
    if r<.03: files.append([pre+'A.go','package a\n']); files.append([pre+'a.go','package a\n'])
    elif r<.06: files.append(['other@v1.0.0/x','y'])
    elif r<.09: files.append([pre+'x/go.mod','module x\n'])
    elif r<.11: files.append([pre+'con.txt','x'])
    elif r<.13: files[0][1]='module '+m+'\n\ngo 1.99\n'
    elif r<.15: return {'body':'not a zip'}
    return {'zip':{'files':files}}
for i in range(n):
    host=R.choice(HOSTS)
    depth=R.choice([1,2,2,2,3])
    m='/'.join([host]+R.sample(WORDS,depth))
    if m.endswith('v2') and R.random()<.5: m=m[:-3] or m
    if '/' not in m: m=host+'/alpha'
    nprox=R.choice([1,1,1,2,2,3])
    servers=[]
    for p in range(nprox):
        s={'kind':'proxy','answers':{}}
        if R.random()<.05: s['down']=True
        if R.random()<.08: s['default']=R.choice([{'status':500},{'status':403},{'status':410},{'body':'<html>'},{'body':''}])
        vs=R.sample(POOL,R.randrange(0,7))
        if R.random()<.3: vs=[v for v in vs if v.startswith('v1') or 'incomp' in v]
        esc=lambda x:''.join('!'+c.lower() if c.isupper() else c for c in x)
        mods=[m]
        if R.random()<.3 and m.count('/')>1: mods.append(m.rsplit('/',1)[0])
        for mm in mods:
            b='/'+esc(mm)+'/@'
            lst=[]
            for v in vs:
                lst.append(v+(R.choice([' 2020-05-05T00:00:00Z',' junk','\r','  ']) if R.random()<.08 else ''))
            if R.random()<.05: lst.append('<html>')
            R.shuffle(lst)
            if R.random()<.9: s['answers'][b+'v/list']={'body':'\n'.join(lst)+('\n' if lst else '')}
            if R.random()<.07: s['answers'][b+'v/list']=fault()
            if R.random()<.3:
                lv=R.choice(POOL+PSE+PSE)
                s['answers'][b+'latest']=info(lv) if R.random()<.8 else fault()
                vs2=vs+[lv]
            else: vs2=list(vs)
            if R.random()<.3:
                br=R.choice(['main','dev','abcdef','HEAD','v1.x'])
                pv=R.choice(PSE+['v1.2.0','v1'])
                s['answers'][b+'v/'+br+'.info']=info(pv); vs2.append(pv)
            if R.random()<.2: vs2+=['v1.0.0']
            for v in vs2:
                e=b+'v/'+esc(v)
                if R.random()<.95: s['answers'][e+'.info']=info(v)
                if R.random()<.95: s['answers'][e+'.mod']=mod(mm,v)
                if R.random()<.95: s['answers'][e+'.zip']=zipa(mm,v)
                for x in ('.info','.mod','.zip'):
                    if R.random()<.04: s['answers'][e+x]=fault()
        servers.append(s)
    gp=''
    for p in range(nprox):
        gp+=('' if p==0 else R.choice([',',',','|']))+'$PROXY%d'%p
    if R.random()<.08: gp+=R.choice([',off','|off'])
    q=R.choice(['latest','latest','upgrade','v1','v1.2','v0','v2','<v1.2.0','<=v1.2.0','>v1.0.0','>=v1.1.0','<v2.0.0','>=v1','patch','main','dev','HEAD','abcdef','v1.x','v1.0.0','v1.1.0','v1.2.0','v1.1.0+meta','v2.0.0','v2.0.0+incompatible','v1.3.0-rc.2','v1.0.0-RC1']+PSE)
    k=R.random()
    if k<.4: c=['list','-m','-json',m+'@'+q]
    elif k<.45: c=['list','-m','-versions',m]
    elif k<.5: c=['list','-m','-versions',m+'@'+q]
    elif k<.7: c=['mod','download','-json',m+'@'+q]
    else:
        pkg=m+R.choice(['','','','/sub','/sub','/sub/deep','/nope','/...','/sub/...'])
        c=['get',pkg+R.choice(['','@'+q,'@'+q])]
    case={'name':'random-%d-%04d'%(seed,i),'what':'','servers':servers,'env':{'GOPROXY':gp},'commands':[c]}
    f={}
    if R.random()<.15:
        f['go.mod']='module work.test/w\n\ngo 1.21\n\nexclude %s %s\n'%(m.replace('Nova','Nova'),R.choice(['v1.0.0','v1.2.0','v1.2.3']))
    if f: case['files']=f
    cases.append(case)

# ---------------------------------------------------------------- zips as bytes

# go 1.21 takes such offsets, and then cannot write them down.
cases = [c for c in cases if '+25:00' not in c['what'] and '+23:61' not in c['what']]

for c in cases:
    for s in c["servers"]:
        for a in s["answers"].values():
            if "zip" in a:
                a["body_b64"] = base64.b64encode(modplay.zip_bytes(a.pop("zip"))).decode()
modplay.write_cases(out, cases)
