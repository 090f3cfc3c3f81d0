package main
import ("os";"fmt";"strconv";"github.com/errdocs/errdocs/internal/synthetic")
func main(){ var err error
 switch os.Args[1]{ case "write": n,_:=strconv.Atoi(os.Args[3]); err=write(os.Args[2],n)
 case "hugo": err=writeHugo(os.Args[2],os.Args[3])}
 if err!=nil{fmt.Println(err);os.Exit(1)}}
func write(dir string, codes int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for name, data := range synthetic.Files(codes) {
		if err := writeFile(root, name, data); err != nil {
			return err
		}
	}
	return nil
}
