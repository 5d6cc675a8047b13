gongkaiShard("n0",[0,2,3,1])
