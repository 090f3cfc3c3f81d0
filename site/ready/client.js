// e9d15fd776ce0650492741312723bd8783aeda6b93adc703a6e4a47f39dc400a
import{$client}from"./dialog.js";export const{open}=$client