using MtlDsl.App;
using MtlDsl.Training;
using PennFudan;

return await MultitaskApp.For<Pedestrians>()
    .With<PedestrianData>()
    .Defaults(new TrainingOptions { Iterations = 400, BatchSize = 8, LearningRate = 0.01, Warmup = 50, GradientClip = 10 })
    .RunAsync(args);
