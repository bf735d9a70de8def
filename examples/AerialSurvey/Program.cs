using AerialSurvey;
using MtlDsl.App;
using MtlDsl.Training;

return await MultitaskApp.For<Survey>()
    .With<SurfaceData>()
    .With<VehicleData>()
    .Defaults(new TrainingOptions { Iterations = 600, BatchSize = 8, LearningRate = 0.01, Warmup = 50, GradientClip = 10 })
    .RunAsync(args);
