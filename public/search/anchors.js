gongkaiShard("anchors",{"moved":{}
,"digests":{"2022/721001":"iefveh"}})
