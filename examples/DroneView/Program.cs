using DroneView;
using MtlDsl.App;
using MtlDsl.Training;

return await MultitaskApp.For<Drone>()
    .With<DroneScenes>()
    .Defaults(new TrainingOptions { Iterations = 1200, BatchSize = 8, LearningRate = 0.05 })
    .RunAsync(args);
