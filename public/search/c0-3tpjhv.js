gongkaiShard("c0",[0,1,2,3])
