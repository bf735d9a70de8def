using AerialSurvey;
using MtlDsl.App;
using MtlDsl.Training;

return await MultitaskApp.For<Survey>()
    .With<SurfaceData>()
    .With<VehicleData>()
    .Defaults(Recipes.FineTune with { Iterations = 400, BatchSize = 16 })
    .RunAsync(args);
