// What the generator costs: time and allocated memory of one run of the driver, which is what an editor waits for after a key.
//
//   dotnet run --configuration Release --project tests/MtlDsl.Generators.Benchmarks [networks...]
//
// cold         the first run of the process, so that it is a single measurement with the runtime's compiling in it
// warm         a new driver on a project that the compiler has not bound yet, as a build does
// elsewhere    a driver that has run, after a key in a method of another file; nothing may be written anew
// declaration  the same, after a key that changes the input's size in one of the networks; that network is written anew
//
// Networks are copies of the one for Pascal VOC. All but the first row are medians. To hold: one network warm in 20 ms at most, no step
// after the first comparison for a key elsewhere, and time in proportion to the number of networks.
using MtlDsl.Generators.Benchmarks;
using Spectre.Console;

var table = new Table().AddColumns("networks", "case", "time, ms", "allocated, MB", "written anew");
foreach (var column in table.Columns.Skip(2))
    column.RightAligned();
int[] counts = args.Length > 0 ? [.. args.Select(int.Parse)] : [1, 20, 200];
Add(1, "cold", Measurement.Of(Project.Driver(), new Project(1).Compilation));
foreach (var count in counts)
{
    var project = new Project(count);
    Add(count, "warm", Measurement.Median(Runs(count), _ => (Project.Driver(), project.Fresh())));
    var driver = Project.Driver().RunGenerators(project.Compilation);
    Add(count, "elsewhere", Measurement.Median(Runs(count), key =>
    {
        project.TypeElsewhere(key);
        return (driver, project.Compilation);
    }));
    Add(count, "declaration", Measurement.Median(Runs(count), key =>
    {
        project.TypeInDeclaration(key);
        return (driver, project.Compilation);
    }));
}
AnsiConsole.Write(table);

void Add(int count, string name, Measurement measurement) =>
    table.AddRow($"{count}", name, $"{measurement.Milliseconds:0.0}", $"{measurement.Megabytes:0.00}", $"{measurement.MadeAnew}");

static int Runs(int count) => count > 50 ? 15 : 41;
