gongkaiShard("b0",[[400000,2000000,2000000,4300000],"ffff","ccbc"])
