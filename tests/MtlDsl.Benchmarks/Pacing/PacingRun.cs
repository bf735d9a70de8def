using System.Globalization;
using System.Text.Json;
using AerialSurvey;
using MtlDsl.App;
using MtlDsl.Training;
using MtlDsl.TestSupport;

namespace MtlDsl.Benchmarks.Pacing;

/// <summary>What pacing is worth where a task peaks: AerialSurvey's network with few photos of cars, with and without, and each task alone.</summary>
internal static class PacingRun
{
    private static readonly (string Name, string[] Options)[] ways =
    [
        ("both", ["--batch", "8"]),
        ("both, paced", ["--batch", "8", "--pacing"]),
        ("cars alone", ["--batch", "4", "--only", nameof(Survey.Vehicles)]),
        ("surfaces alone", ["--batch", "4", "--only", nameof(Survey.Surfaces)]),
    ];

    /// <param name="chips">The folder of DroneDeploy's chips.</param>
    /// <param name="photos">The folder of photos of cars.</param>
    /// <param name="weights">ImageNet weights of MobileNetV2.</param>
    /// <param name="seeds">Seeds, from 0.</param>
    public static async Task<int> Run(string chips, string photos, string weights, int seeds)
    {
        using var folder = new TemporaryFolder();
        PeakingData.DivideChips(Path.GetFullPath(chips), folder["chips"]);
        PeakingData.ListPhotos(Path.GetFullPath(photos), folder["photos"]);
        for (var seed = 0; seed < seeds; seed++)
            foreach (var (name, options) in ways)
            {
                var run = folder[$"{name} {seed}"];
                string[] line =
                [
                    "train", "--data", $"{nameof(SurfaceData)}={folder["chips"]}", "--data", $"{nameof(FewVehicles)}={folder["photos"]}", "--weights", weights,
                    "--run", run, "--iterations", "800", "--validation", "0.25", "--evaluate-every", "25", "--checkpoint-every", "0", "--threads", "1",
                    "--seed", seed.ToString(CultureInfo.InvariantCulture), .. options,
                ];
                var code = await MultitaskApp.For<Survey>().With<SurfaceData>().With<FewVehicles>().Defaults(Recipes.FineTune)
                    .RunAsync(line, TextWriter.Null, Console.Error, CancellationToken.None);
                if (code != 0)
                    return code;
                Console.WriteLine($"seed {seed}  {name,-15} {Scores(run)}");
            }
        return 0;
    }

    private static string Scores(string run)
    {
        using var test = JsonDocument.Parse(File.ReadAllText(new RunFolder(run).TestMetrics));
        return string.Join("  ", test.RootElement.GetProperty("heads").EnumerateArray()
            .Select(head => string.Create(CultureInfo.InvariantCulture, $"{head.GetProperty("name").GetString()} {head.GetProperty("score").GetDouble():0.000}")));
    }
}
