// 6189d535d611ddfc3641ef97b6fce10c29bf063bea48e34c6087d0a8ba75be98
(()=>{location.replace(document.links[0].href+location.search+location.hash)})()