/* Speaks with RHVoice's Windows library: rhvoice.exe LIBRARY DATA; from standard input, one line a text,
   voice TAB rate TAB pitch TAB file TAB text. The structures are those of RHVoice 1.14 (RHVoice.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

typedef struct {
    int (*set_sample_rate)(int, void *);
    int (*play_speech)(const short *, unsigned, void *);
    void *process_mark, *word_starts, *word_ends, *sentence_starts, *sentence_ends, *play_audio, *done;
} Callbacks;
typedef struct {
    const char *data_path, *config_path, **resource_paths;
    Callbacks callbacks;
    unsigned options;
} Start;
typedef struct {
    const char *voice;
    double absolute_rate, absolute_pitch, absolute_volume, rate, pitch, volume;
    int punctuation;
    const char *punctuation_list;
    int capitals, flags;
} Manner;

static int sample_rate = 24000;
static short *samples;
static unsigned count, room;

static int set_rate(int rate, void *user) { (void)user; sample_rate = rate; return 1; }

static int collect(const short *more, unsigned length, void *user) {
    (void)user;
    if (count + length > room) {
        room = 2 * (count + length);
        samples = realloc(samples, room * sizeof *samples);
        if (!samples) exit(3);
    }
    memcpy(samples + count, more, length * sizeof *samples);
    count += length;
    return 1;
}

static int write_wav(const char *path) {
    FILE *file = fopen(path, "wb");
    unsigned bytes = count * 2, size = bytes + 36, sixteen = 16, rate = sample_rate, rate2 = sample_rate * 2;
    unsigned short one = 1, two = 2, bits = 16;
    if (!file) return 0;
    fwrite("RIFF", 1, 4, file); fwrite(&size, 4, 1, file); fwrite("WAVEfmt ", 1, 8, file);
    fwrite(&sixteen, 4, 1, file); fwrite(&one, 2, 1, file); fwrite(&one, 2, 1, file);
    fwrite(&rate, 4, 1, file); fwrite(&rate2, 4, 1, file); fwrite(&two, 2, 1, file); fwrite(&bits, 2, 1, file);
    fwrite("data", 1, 4, file); fwrite(&bytes, 4, 1, file); fwrite(samples, 2, count, file);
    return fclose(file) == 0;
}

int main(int argc, char **argv) {
    static char line[8192];
    const char *none[] = {0};
    HMODULE library = argc == 3 ? LoadLibraryA(argv[1]) : 0;
    if (!library) return 1;
    void *(*new_engine)(Start *) = (void *)GetProcAddress(library, "RHVoice_new_tts_engine");
    void *(*new_message)(void *, const char *, unsigned, int, Manner *, void *) =
        (void *)GetProcAddress(library, "RHVoice_new_message");
    int (*say)(void *) = (void *)GetProcAddress(library, "RHVoice_speak");
    void (*drop)(void *) = (void *)GetProcAddress(library, "RHVoice_delete_message");
    Start start = {.data_path = argv[2], .config_path = argv[2], .resource_paths = none,
                   .callbacks = {.set_sample_rate = set_rate, .play_speech = collect}};
    void *engine = new_engine ? new_engine(&start) : 0;
    if (!engine) return 2;
    while (fgets(line, sizeof line, stdin)) {
        char *voice = strtok(line, "\t"), *rate = strtok(0, "\t"), *pitch = strtok(0, "\t");
        char *path = strtok(0, "\t"), *text = strtok(0, "\r\n");
        if (!text) return 4;
        Manner manner = {.voice = voice, .rate = atof(rate), .pitch = atof(pitch), .volume = 1};
        void *message = new_message(engine, text, strlen(text), 0, &manner, 0);
        count = 0;
        if (!message || !say(message)) return 5;
        drop(message);
        if (!write_wav(path)) return 6;
    }
    return 0;
}
